// Requests to the server: JSON in and out, the session's CSRF token on every write, errors with the server's own sentence.

let csrf = "";

/** What the server, or the lack of one, answered. `status` is 0 where there was no answer. */
export class ApiError extends Error {
  constructor(status, body) {
    super(body.message ?? "The server does not answer.");
    this.status = status;
    this.code = body.error ?? "offline";
    this.body = body;
  }
}

async function answer(response) {
  if (response.status === 204) {
    return null;
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new ApiError(response.status, body);
  }
  return body;
}

async function request(method, path, body, options = {}) {
  const headers = { "X-CSRF-Token": csrf };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body), ...options });
  } catch {
    throw new ApiError(0, {});
  }
  return answer(response);
}

const remembering = async (session) => {
  const known = await session;
  csrf = known.csrf;
  return known;
};

export const session = () => remembering(request("GET", "/api/session"));
export const signIn = (name, secret) => remembering(request("POST", "/api/session", secret ? { name, secret } : { name }));
export const project = () => request("GET", "/api/project");
export const statistics = () => request("GET", "/api/statistics");

export const nextTask = (order, exclude, review) => request("POST", "/api/tasks/next", { order, exclude, review });
export const leaseTask = (id) => request("POST", `/api/tasks/${id}/lease`);
export const releaseTask = (id) => request("DELETE", `/api/tasks/${id}/lease`);
export const savedTasks = () => request("GET", "/api/tasks?state=done&limit=200");

/** Stores a draft, an annotation or a review. `leaving`: the tab is being closed, the request must outlive it. */
export const save = (id, kind, body, leaving = false) =>
  request("PUT", `/api/tasks/${id}/${kind}`, body, { keepalive: leaving });

export const prelabels = (imageId) => request("GET", `/api/images/${imageId}/prelabels`);
export const neighbours = (imageId) => request("GET", `/api/images/${imageId}/neighbours`);
export const job = (id) => request("GET", `/api/jobs/${id}`);

/** The bytes of a picture. */
export async function bytes(path, signal) {
  const response = await fetch(path, { signal });
  if (!response.ok) {
    throw new ApiError(response.status, {});
  }
  return response.arrayBuffer();
}

/** Sends one file; `onProgress` is told the part that is sent, 0 to 1. Fetch cannot tell that, XMLHttpRequest can. */
export function upload(file, onProgress) {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", `/api/uploads?name=${encodeURIComponent(file.name)}`);
    call.setRequestHeader("X-CSRF-Token", csrf);
    call.setRequestHeader("Content-Type", "application/octet-stream");
    call.responseType = "json";
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    call.onload = () => (call.status < 300 ? resolve(call.response) : reject(new ApiError(call.status, call.response ?? {})));
    call.onerror = () => reject(new ApiError(0, {}));
    call.send(file);
  });
}
