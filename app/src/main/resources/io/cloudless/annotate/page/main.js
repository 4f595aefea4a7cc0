// Puts the page together: who is working, on what, and what each action does.

import * as api from "./api.js";
import { acceptScenes } from "./adding.js";
import { showClasses, showProgress } from "./bars.js";
import { connect } from "./controls.js";
import { Desk } from "./desk.js";
import { explain, label } from "./keys.js";
import { ask, banner } from "./messages.js";

label(document);
explain(document.querySelector("#help > div"));

/** Who works here: known from the session, or asked for until the server agrees. */
async function signIn() {
  for (let problem = ""; ; ) {
    try {
      return await api.session();
    } catch (error) {
      if (error.code !== "login") {
        throw error;
      }
      if (error.body.authentication === "solo") {
        return api.signIn("");
      }
      problem = (await offerSignIn(error.body.authentication, problem)) ?? "";
    }
  }
}

/** @returns what was wrong, or nothing */
async function offerSignIn(authentication, problem) {
  const secret = authentication === "users" ? "Password" : "Token";
  const given = await ask({
    title: "Who are you?",
    text: problem,
    fields: [
      { name: "name", label: "Name", value: localStorage.getItem("cloudless.name") ?? "", autocomplete: "username" },
      { name: "secret", label: secret, type: "password", autocomplete: "current-password" },
    ],
    answers: ["Sign in"],
  });
  localStorage.setItem("cloudless.name", given.name);
  try {
    await api.signIn(given.name, given.secret);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

async function start() {
  const session = await signIn();
  const project = await api.project();
  document.title = `${project.name} · Cloudless`;
  document.getElementById("project-name").textContent = project.name;
  showProgress(project.progress);
  const desk = new Desk(session, project);
  showClasses(desk.editor);
  connect(desk);
  if (project.canUpload) {
    acceptScenes(() => desk.refresh().catch((error) => desk.failed(error)));
  }
  await desk.begin();
}

start().catch((error) => banner(`${error.message} Load the page again when the server runs.`));
