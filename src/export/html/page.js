"use strict";
(() => {
  const form = document.getElementById("find");
  if (!form) return;
  const box = document.getElementById("q");
  const actor = document.getElementById("actor");
  const found = document.getElementById("found");
  const kinds = [...form.querySelectorAll("input[name=kind]")];
  const events = [...document.querySelectorAll("article")];
  const days = [...document.querySelectorAll("section.day")];
  const texts = new Map();
  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  const textOf = (event) => {
    if (!texts.has(event)) texts.set(event, folded(event.textContent));
    return texts.get(event);
  };
  const number = (n) => n.toLocaleString("en");
  const ticked = () => kinds.filter((kind) => kind.checked).map((kind) => kind.value);
  const chosen = () => (actor && actor.value ? actor.selectedOptions[0] : null);
  const nameOf = (option) => option.textContent.replace(/ \([\d,]+\)$/, "");

  const show = () => {
    const words = folded(box.value).split(" ").filter(Boolean);
    const of = ticked();
    const who = chosen();
    let count = 0;
    for (const event of events) {
      const fits =
        of.includes(event.dataset.kind) &&
        (!who || event.dataset.actors.split(" ").includes(who.dataset.number)) &&
        words.every((word) => textOf(event).includes(word));
      event.hidden = !fits;
      if (fits) count += 1;
    }
    for (const day of days) day.hidden = !day.querySelector("article:not([hidden])");
    const all = words.length === 0 && !who && of.length === kinds.length;
    found.textContent = all
      ? ""
      : `${number(count)} of the ${number(events.length)} events on this page` +
        (words.length ? `, with “${box.value.trim()}”` : "") +
        (who ? `, of ${nameOf(who)}` : "") +
        (of.length === kinds.length ? "" : `, of kind ${of.join(" or ") || "none"}`);
  };

  // The address keeps the search, so that it can be sent to others: #q=words&actor=kremlin&kind=meeting,strike
  const keep = () => {
    const parts = new URLSearchParams();
    if (box.value.trim()) parts.set("q", box.value.trim());
    if (chosen()) parts.set("actor", actor.value);
    if (ticked().length !== kinds.length) parts.set("kind", ticked().join(","));
    try {
      history.replaceState(null, "", "#" + parts);
    } catch {
      // Some places from which a page is opened do not allow it. The search works all the same.
    }
  };
  const fill = (parts) => {
    box.value = parts.get("q") || "";
    if (actor) {
      actor.value = parts.get("actor") || "";
      // An actor who is not on the page is nobody's, so the address is not obeyed in silence: it is searched as text.
      if (actor.selectedIndex < 0) {
        actor.value = "";
        box.value = `${box.value} ${parts.get("actor")}`.trim();
      }
    }
    const of = parts.get("kind");
    for (const kind of kinds) kind.checked = of === null || of.split(",").includes(kind.value);
    show();
  };
  const read = () => {
    const hash = location.hash.slice(1);
    if (/^(q|actor|kind)=/.test(hash)) {
      fill(new URLSearchParams(hash));
      return;
    }
    // A link leads to an event even if the search hides it.
    const target = hash && document.getElementById(hash);
    if (target && target.closest("[hidden]")) {
      fill(new URLSearchParams());
      target.scrollIntoView();
    }
  };

  const changed = () => {
    show();
    keep();
  };
  box.addEventListener("input", changed);
  if (actor) actor.addEventListener("change", changed);
  kinds.forEach((kind) => kind.addEventListener("change", changed));
  form.addEventListener("submit", (submitted) => submitted.preventDefault());
  // The fields are empty only after the event.
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
})();
