// The chat without reloading the page. Everything shown comes from our own server, which escapes it;
// what a person typed is put in as text.
"use strict";

const log = document.getElementById("log");
const form = document.getElementById("write");
const field = document.getElementById("text");

const shown = (kind, who) => {
  const article = document.createElement("article");
  article.className = kind;
  const name = document.createElement("span");
  name.className = "who";
  name.textContent = who;
  article.append(name);
  log.append(article);
  return article;
};

const showText = (text) => {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  shown("you", document.body.dataset.you).append(paragraph);
};

const button = ({ label, press, url }) => {
  const element = document.createElement(press ? "button" : "a");
  element.textContent = label;
  if (press) {
    element.name = "press";
    element.value = press;
  } else {
    element.className = "button";
    element.href = url;
    element.target = "_blank";
    element.rel = "noopener noreferrer";
  }
  return element;
};

// A picture opens whole in a page of its own; a file is kept under its name.
const attached = ({ kind, name, alt, url, bytes }) => {
  const link = document.createElement("a");
  link.href = url;
  if (kind === "image") {
    const picture = document.createElement("img");
    picture.className = "picture";
    picture.src = url;
    picture.alt = alt;
    link.target = "_blank";
    link.rel = "noopener";
    link.append(picture);
  } else {
    link.className = "file";
    link.download = name;
    link.textContent = `${alt} (PDF, ${Math.round(bytes / 1024)} kB)`;
  }
  return link;
};

const showReply = (reply, danger) => {
  const article = shown("bot" + (danger ? " danger" : "") + (reply.protected ? " protected" : ""), document.body.dataset.bot);
  const body = document.createElement("div");
  body.className = "body";
  body.innerHTML = reply.html;
  article.append(...(reply.attachments || []).map(attached), body);
  if (reply.buttons.length) {
    const buttons = document.createElement("form");
    buttons.className = "buttons";
    for (const row of reply.buttons) {
      const line = document.createElement("div");
      line.className = "row";
      line.append(...row.map(button));
      buttons.append(line);
    }
    article.append(buttons);
  }
  return article;
};

const showAll = async (answer) => {
  if (answer.erase) log.replaceChildren();
  const shown = answer.replies.map((reply, index) => showReply(reply, index === 0 && answer.emergency));
  for (const article of shown) if (answer.language) article.lang = answer.language;
  if (shown.length) log.scrollTop = shown[0].offsetTop - 10;
  if (answer.later) {
    const response = await fetch("/chat/later/" + encodeURIComponent(answer.later));
    if (response.ok) await showAll(await response.json());
  }
};

const send = async (message) => {
  try {
    const response = await fetch("/chat/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...message, language: document.documentElement.lang }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    await showAll(answer);
    return true;
  } catch {
    showReply({ html: "", buttons: [] }).querySelector(".body").textContent = document.body.dataset.offline;
    return false;
  }
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = field.value;
  if (!text.trim()) return;
  showText(text);
  field.value = "";
  if (!(await send({ text }))) field.value = text;
});

log.addEventListener("submit", (event) => {
  event.preventDefault();
  const pressed = event.submitter;
  showText(pressed.textContent);
  send({ press: pressed.value });
});

field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  }
});
