// The template workshop: places are put where the cursor stands; what is wrong is underlined, what becomes of it shown.
"use strict";

const bench = document.querySelector("[data-workshop]");
if (bench) {
  const fields = ["subject", "body"].map((name) => bench.elements[name]).filter(Boolean);
  const shown = bench.querySelector("[data-preview]"), places = bench.querySelector("[data-places]");
  let last = bench.elements.body, asked = 0;

  // Behind each field lies its text, unseen but for the waves under what is wrong.
  const behind = new Map(fields.map((field) => {
    const frame = document.createElement("span"), back = document.createElement("span");
    frame.className = "waved"; back.className = `waves ${field.tagName.toLowerCase()}`;
    back.setAttribute("aria-hidden", "true");
    field.replaceWith(frame);
    frame.append(back, field);
    const follow = () => { back.scrollTop = field.scrollTop; back.scrollLeft = field.scrollLeft; };
    field.addEventListener("scroll", follow);
    return [field, { back, follow }];
  }));
  const mark = (field, marks) => {
    const { back, follow } = behind.get(field), signs = [...field.value];
    let at = 0;
    const parts = [];
    for (const { start, end, said } of marks) {
      if (end <= at) continue;
      parts.push(signs.slice(at, Math.max(at, start)).join(""));
      const wave = document.createElement("mark");
      wave.textContent = signs.slice(Math.max(at, start), end).join("");
      wave.title = said;
      parts.push(wave);
      at = end;
    }
    parts.push(`${signs.slice(at).join("")}\n`);
    back.replaceChildren(...parts);
    field.setAttribute("aria-invalid", String(marks.length > 0));
    follow();
  };

  const pick = (name, text) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "small", title: name, textContent: text });
    button.dataset.place = name;
    return button;
  };
  const look = async () => {
    const mine = ++asked, typed = fields.map((field) => field.value);
    const answer = await fetch(bench.dataset.workshop, {
      method: "POST", body: new URLSearchParams(new FormData(bench)), credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRFToken": bench.elements.csrf_token.value },
    });
    if (!answer.ok || mine !== asked) return;
    const found = await answer.json();
    fields.forEach((field, number) => { if (field.value === typed[number]) mark(field, found.marks[field.name] || []); });
    shown.innerHTML = found.html;
    if (places && found.places.length !== places.children.length) places.replaceChildren(...found.places.map(([name, text]) => pick(name, text)));
  };
  let timer;
  const soon = () => { clearTimeout(timer); timer = setTimeout(look, 350); };

  bench.addEventListener("focusin", (event) => {
    if (fields.includes(event.target) || event.target.name === "gateway_variables") last = event.target;
  });
  bench.addEventListener("input", (event) => {
    if (fields.includes(event.target)) mark(event.target, []);
    if (event.target.id !== "workshop-case") soon();
  });
  bench.addEventListener("change", soon);
  bench.querySelector("[data-lookup]").addEventListener("mousedown", soon);
  bench.querySelector("[data-lookup]").addEventListener("keydown", (event) => { if (event.key === "Enter") soon(); });
  bench.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-place]");
    if (!chosen || !last) return;
    const text = last.name === "gateway_variables" ? `=${chosen.dataset.place}` : `{{ ${chosen.dataset.place} }}`;
    last.setRangeText(text, last.selectionStart, last.selectionEnd, "end");
    last.focus();
    last.dispatchEvent(new Event("input", { bubbles: true }));
  });
  look();
}
