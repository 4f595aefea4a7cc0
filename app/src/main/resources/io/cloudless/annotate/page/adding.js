// Scenes dropped onto the page, or chosen, are sent to the server and cut into images there.

import { job, upload } from "./api.js";
import { banner, say } from "./messages.js";

const ASK_MS = 400;

/** @param onAdded called when scenes have been added; a promise */
export function acceptScenes(onAdded) {
  const curtain = document.getElementById("dropping");
  const files = document.getElementById("files");
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  const invite = (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      curtain.hidden = false;
    }
  };
  addEventListener("dragenter", invite);
  addEventListener("dragover", invite);
  addEventListener("dragleave", (event) => event.relatedTarget === null && (curtain.hidden = true));
  addEventListener("drop", (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      curtain.hidden = true;
      add([...event.dataTransfer.files], onAdded);
    }
  });
  files.addEventListener("change", () => add([...files.files], onAdded).then(() => (files.value = "")));
}

async function add(files, onAdded) {
  const refused = [];
  for (const file of files) {
    try {
      const { job: id } = await upload(file, (part) => banner(`${file.name}: ${Math.round(100 * part)} % sent`));
      say(await watch(id, file.name));
    } catch (error) {
      refused.push(`${file.name}: ${error.message}`);
    }
  }
  banner(null);
  await onAdded();
  if (refused.length > 0) {
    banner(refused.join("\n"), { Close: () => banner(null) });
  }
}

async function watch(id, name) {
  for (;;) {
    const { state, done, total, message } = await job(id);
    if (state === "failed") {
      throw new Error(message);
    }
    if (state === "done") {
      return `${name}: ${message}`;
    }
    banner(`${name}: ${done} of ${total}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}
