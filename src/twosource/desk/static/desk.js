/* What script adds to the desk: progress as it happens, keys, files dropped on the page, and the
   place on it kept.  Text is set as text; nothing that comes is ever read as markup. */
"use strict";
const $ = (selector, from = document) => from.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];

/* A job that is told on: lines since the page was written, from where it was after a break. */
function follow(box) {
  const part = (name) => $(`[data-is=${name}]`, box);
  const say = (name, text) => { if (part(name)) part(name).textContent = text; };
  const source = new EventSource(`/jobs/${box.dataset.job}/events?after=${box.dataset.after}`);
  source.onmessage = (event) => {
    const line = JSON.parse(event.data);
    say("state", line.state);
    say("step", line.step || (part("state") ? "" : line.state));
    say("count", line.total ? `${line.done} of ${line.total}` : line.done || "");
    const bar = part("bar");
    if (bar && line.total) { bar.max = line.total; bar.value = line.done; }
    if (line.text && part("told")) {
      const item = document.createElement("li");
      if (line.status) item.className = line.status;
      const words = document.createElement(line.href ? "a" : "span");
      if (line.href && line.href.startsWith("/")) words.href = line.href;
      words.textContent = line.text;
      item.append(words);
      part("told").append(item);
    }
  };
  source.addEventListener("end", (event) => {
    source.close();
    const end = JSON.parse(event.data);
    if (box.dataset.follow) { move(box.dataset.follow); return; }
    say("state", end.state);
    if (part("bar")) part("bar").hidden = true;
    $("form", box)?.remove();
    if (end.state === "done" && end.result.href && part("result")) {
      const link = document.createElement("a");
      link.href = end.result.href;
      link.className = "lead";
      link.textContent = end.result.file ? `Get ${end.result.file}` : "See the stories";
      part("result").replaceChildren(link);
    }
  });
  addEventListener("pagehide", () => source.close());
}

/* Whoever is on the way to another page is not called back; a file that is fetched goes nowhere. */
let left = -Infinity;
addEventListener("beforeunload", () => { left = performance.now(); });
function move(to) {
  if (performance.now() - left < 5000) { setTimeout(move, 500, to); return; }
  keep();
  location.replace(to);
}

let current = -1;
/* The place on a page is where it was after a decision. */
const place = `place ${location.pathname}`;
const keep = () => sessionStorage.setItem(place, `${scrollY} ${current}`);
addEventListener("submit", keep);
const kept = sessionStorage.getItem(place);
sessionStorage.removeItem(place);

/* Lines that can be decided, and the one that keys act on. */
const lines = () => all("details.rv").filter((one) => $("[name=line]", one));
function holder(review) { return review.parentElement.closest("details.matter, li") || review; }
function go(step) {
  const found = lines();
  if (!found.length) return;
  all(".at").forEach((one) => one.classList.remove("at"));
  current = Math.max(0, Math.min(found.length - 1, current + step));
  const review = found[current];
  for (let one = review.parentElement; one; one = one.parentElement) {
    if (one.tagName === "DETAILS" && !one.classList.contains("matter")) one.open = true;
  }
  const at = holder(review);
  at.classList.add("at");
  at.scrollIntoView({ block: "center" });
  const focus = at.tagName === "DETAILS" ? $("summary", at) : $("summary", review);
  focus.focus({ preventScroll: true });
}
const here = () => lines()[current];
function press(value) {
  const review = here();
  if (!review) return;
  const form = $("form", review);
  form.requestSubmit($(`button[value=${value}]`, form));
}
if (kept) {
  const [y, n] = kept.split(" ").map(Number);
  if (n >= 0) { current = n; }
  scrollTo(0, y);
}

all("[data-job][data-follow]").forEach(follow);

function turn(way) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = `/${way}`;
  const back = document.createElement("input");
  back.type = "hidden";
  back.name = "back";
  back.value = location.pathname;
  form.append(back);
  document.body.append(form);
  form.requestSubmit();
}

async function help() {
  let box = $("dialog");
  if (!box) {
    const page = new DOMParser().parseFromString(await (await fetch("/keys")).text(), "text/html");
    box = document.createElement("dialog");
    box.setAttribute("aria-label", "Keys");
    box.append($("dl", page));
    const shut = document.createElement("button");
    shut.textContent = "Close";
    shut.addEventListener("click", () => box.close());
    box.append(shut);
    document.body.append(box);
  }
  box.showModal();
}

const pages = { s: "/", f: "/search", a: "/add", j: "/jobs", d: "/log" };
let after = "";
addEventListener("keydown", (event) => {
  const field = event.target.closest?.("input, select, textarea");
  if (event.key === "Escape" && field) { field.blur(); return; }
  if (field || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  const key = event.key;
  const done = () => event.preventDefault();
  if (after === "g" && pages[key]) { done(); after = ""; location.assign(pages[key]); return; }
  after = key;
  const named = all("[data-key]").find((one) => one.dataset.key === key);
  if (key === "?") { done(); help(); }
  else if (named) { done(); if (named.matches("input")) named.focus(); else named.click(); }
  else if (key === "j") { done(); go(1); }
  else if (key === "k") { done(); go(-1); }
  else if (key === "a" && here()) { done(); press("accept"); }
  else if (key === "s" && here()) { done(); press("strike"); }
  else if (key === "c" && here()) { done(); $("a.more", here()).click(); }
  else if (key === "n" && here()) { done(); here().open = true; const m = here().closest("details.matter"); if (m) m.open = true; $("[name=note]", here()).focus(); }
  else if (key === "u") { done(); turn("undo"); }
  else if (key === "r") { done(); turn("redo"); }
  else if (key === "b") { const beside = $(".bar a[href$='/beside']"); if (beside) { done(); beside.click(); } }
});

/* Files dropped anywhere on the page that adds. */
const adding = $("form[data-drop]");
if (adding) {
  const files = $("input[type=file]", adding);
  addEventListener("dragover", (event) => { event.preventDefault(); adding.classList.add("over"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) adding.classList.remove("over"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    adding.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    adding.requestSubmit();
  });
}
