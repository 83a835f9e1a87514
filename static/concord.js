// The one script of the house: it asks before things happen, looks rows up, and searches. Every page works without it.
"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (tag, values = {}, text = "") => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
};
const ask = async (address) => {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  return answer.ok ? answer.json() : null;
};
const later = (work, wait = 150) => {
  let timer;
  return (...values) => { clearTimeout(timer); timer = setTimeout(() => work(...values), wait); };
};

// Asking first: a form or button with data-confirm opens the dialog, then goes on with confirmed=1.
document.addEventListener("submit", (event) => {
  const form = event.target, button = event.submitter;
  const question = (button && button.dataset.confirm) || form.dataset.confirm;
  const dialog = $("#confirm");
  if (!question || form.dataset.confirmed || !dialog) return;
  event.preventDefault();
  $("h2", dialog).textContent = question;
  const yes = $("button[value=yes]", dialog);
  yes.textContent = button ? button.textContent.trim() : "OK";
  yes.classList.toggle("danger", Boolean(button && button.classList.contains("danger")));
  dialog.returnValue = "";
  dialog.showModal();
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return;
    form.dataset.confirmed = "1";
    form.append(make("input", { type: "hidden", name: "confirmed", value: "1" }));
    form.requestSubmit(button || undefined);
  };
});

// Choosing rows.
for (const form of $$("[data-bulk]")) {
  const boxes = $$('input[name="rowid"]'), all = $("[data-all]"), count = $("[data-count]", form), idle = count.textContent;
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    count.textContent = chosen ? count.dataset.count.replace("#", chosen) : idle;
    for (const button of $$("button", form)) button.disabled = !chosen;
    form.classList.toggle("on", chosen > 0);
    if (all) { all.checked = chosen > 0 && chosen === boxes.length; all.indeterminate = chosen > 0 && chosen < boxes.length; }
  };
  if (all) all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; tell(); });
  for (const box of boxes) box.addEventListener("change", tell);
  tell();
}

// A choice that proposes another field's value.
for (const source of $$("[data-fills]")) {
  const target = document.getElementById(source.dataset.fills), usual = JSON.parse(source.dataset.values);
  source.addEventListener("change", () => { if (target && usual[source.value]) target.value = usual[source.value]; });
}

// Looking a related row up.
for (const lookup of $$("[data-lookup]")) {
  const [text, value] = $$("input", lookup), list = $("ul", lookup);
  let chosen = text.value;
  const close = () => { list.hidden = true; text.setAttribute("aria-expanded", "false"); };
  const take = (option) => { value.value = option.dataset.value; chosen = text.value = option.textContent; close(); };
  const fill = later(async () => {
    const found = await ask(`${lookup.dataset.lookup}?query=${encodeURIComponent(text.value === chosen ? "" : text.value)}`);
    list.replaceChildren(...(found || []).map(([id, name]) => make("li", { role: "option", "data-value": id, tabindex: "-1" }, name)));
    list.hidden = !list.children.length;
    text.setAttribute("aria-expanded", String(!list.hidden));
  });
  text.addEventListener("input", () => { value.value = ""; fill(); });
  text.addEventListener("focus", fill);
  list.addEventListener("mousedown", (event) => { event.preventDefault(); if (event.target.dataset.value) take(event.target); });
  text.addEventListener("keydown", (event) => {
    const options = $$("li", list), at = options.findIndex((option) => option.ariaSelected === "true");
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !list.hidden && options.length) { event.preventDefault(); take(options[Math.max(at, 0)]); }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const next = (at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % (options.length || 1);
    options.forEach((option, number) => { option.ariaSelected = String(number === next); });
    if (options[next]) options[next].scrollIntoView({ block: "nearest" });
  });
  text.addEventListener("blur", () => { close(); if (!value.value) text.value = chosen = ""; });
}

// Showing a sealed value for a minute.
for (const button of $$("[data-reveal]")) {
  const dialog = $("#reveal"), form = $("form", dialog), reason = $("input", form), error = $(".error", form);
  button.addEventListener("click", () => {
    reason.value = ""; error.hidden = true; dialog.showModal();
    form.onsubmit = async (event) => {
      event.preventDefault();
      const body = new URLSearchParams({ id: button.dataset.id, column: button.dataset.column, reason: reason.value });
      const headers = { Accept: "application/json", "X-CSRFToken": form.dataset.token };
      const answer = await fetch(button.dataset.reveal, { method: "POST", body, headers, credentials: "same-origin" });
      const found = await answer.json();
      if (found.verify) { location.assign(found.verify); return; }
      if (!answer.ok) { error.textContent = found.error; error.hidden = false; return; }
      dialog.close();
      const cell = button.parentElement, kept = [...cell.childNodes];
      cell.replaceChildren(make("span", { class: "revealed", title: button.dataset.again }, found.value));
      setTimeout(() => cell.replaceChildren(...kept), found.seconds * 1000);
    };
  });
}
for (const button of $$("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());

// The search box.
const palette = $("#palette");
if (palette) {
  const text = $("input", palette), found = $(".found", palette);
  // What was open last: marks alone, no names; the server says what they are called, and whether one may see them.
  const { here, person } = palette.dataset, store = `recent-${person}`;
  const read = () => { try { return JSON.parse(localStorage.getItem(store)) || []; } catch { return []; } };
  if (here) { try { localStorage.setItem(store, JSON.stringify([here, ...read().filter((mark) => mark !== here)].slice(0, 9))); } catch { /* Kept nowhere. */ } }
  const open = () => { if (!palette.open) palette.showModal(); text.select(); find(); };
  const line = (item) => {
    const link = make("a", { href: item.address, role: "option" }, item.label);
    link.append(make("span", { class: "muted" }, item.hint));
    return link;
  };
  const find = later(async () => {
    const asked = new URLSearchParams({ q: text.value.trim(), here, recent: read().join(",") });
    const answer = await ask(`${palette.dataset.search}?${asked}`);
    if (asked.get("q") !== text.value.trim()) return;
    const groups = (answer || { groups: [] }).groups;
    found.replaceChildren(...groups.flatMap((group) => [make("p", { class: "muted" }, group.label), ...group.items.map(line)]));
    if (text.value.trim() && !groups.length) found.replaceChildren(make("p", { class: "muted" }, palette.dataset.nothing));
  });
  text.addEventListener("input", find);
  for (const button of $$('[data-open="palette"]')) button.addEventListener("click", open);
  palette.addEventListener("keydown", (event) => {
    const links = $$("a", found), at = links.indexOf(document.activeElement);
    if (event.key === "Enter" && at < 0) { event.preventDefault(); if (links[0]) links[0].click(); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
      (next || text).focus();
    }
  });
  palette.addEventListener("click", (event) => { if (event.target === palette || event.target.closest("a")) palette.close(); });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    const wanted = ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") || (event.key === "/" && !typing);
    if (wanted) { event.preventDefault(); open(); }
  });
}

// Help: what this page is for, and its keys.
for (const button of $$("[data-show]")) button.addEventListener("click", () => $(button.dataset.show).showModal());
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) && !/radio|checkbox/.test(document.activeElement.type);
  if (event.key !== "?" || typing || $("dialog[open]") || !$("#keys")) return;
  event.preventDefault();
  $("#keys").showModal();
});
for (const tab of $$(".tabs .on")) tab.scrollIntoView({ block: "nearest", inline: "center" });

// Menus close when the person goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of $$("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  if (!event.target.closest(".side, [data-toggle]")) document.body.classList.remove("side-open");
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of $$("details.menu[open]")) { menu.open = false; $("summary", menu).focus(); }
});
for (const button of $$("[data-toggle]")) button.addEventListener("click", () => {
  button.setAttribute("aria-expanded", String(document.body.classList.toggle(`${button.dataset.toggle}-open`)));
});

// A form is sent once, and shows that it is on its way.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = "1";
  event.target.classList.add("busy");
});
// Who prints, and when, stands on each sheet: the margin of a page reads it from here.
if ($(".on-paper")) document.documentElement.style.setProperty("--printed", JSON.stringify($(".on-paper").textContent));
if ($("[data-print-now]")) addEventListener("load", () => print());
addEventListener("pageshow", () => { for (const form of $$("form[data-sent]")) { delete form.dataset.sent; form.classList.remove("busy"); } });
