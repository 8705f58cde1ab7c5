"use strict";
/* Opens the places behind a number: unpacks them from the page, shows each in its sentence, filters them, keeps which
   ones are marked as wrong, and writes these into a sheet. Text is set as text only, never as HTML. */

const settings = JSON.parse(document.getElementById("settings").textContent);
const words = settings.words;
const find = (id) => document.getElementById(id);
const dialog = find("places");
const list = find("list");
const filters = find("filters");
let current = null; // the number that is shown: its id, its places and an element for each
const PART = 100; // places that are laid out and filled in together
let asked = ""; // the number that was asked for last

/* What is packed in the page, each unpacked once. */
const unpacked = new Map();
async function unpackText(name) {
  const letters = atob(find("data-" + name).textContent);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
function unpack(name) {
  if (!unpacked.has(name)) unpacked.set(name, unpackText(name).then(JSON.parse));
  return unpacked.get(name);
}

/* Offsets count code points; a text that has letters beyond 16 bits is cut as a list of these. */
const cutter = (text) => {
  if (!/[\ud800-\udbff]/.test(text)) return (start, end) => text.slice(start, end);
  const points = Array.from(text);
  return (start, end) => points.slice(start, end).join("");
};
const inDigits = (text) => (settings.digits === "arab" ? String(text).replace(/\d/g, (d) => "٠١٢٣٤٥٦٧٨٩"[d]) : String(text));
const number = (n) => inDigits(n.toLocaleString("en")).replace(/,/g, settings.digits === "arab" ? "٬" : ",");
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
function day(date) {
  if (!date) return words.no_date;
  const [year, month, of] = date.split("-").map(Number);
  return inDigits(`${of} ${settings.months[month - 1]} ${year}`);
}
function element(name, attributes, ...content) {
  const made = document.createElement(name);
  Object.assign(made, attributes);
  made.append(...content);
  return made;
}

/* Which places are marked as wrong; a browser that keeps nothing for a page keeps them as long as it is open. */
const marks = {
  key: "corpus-tools report " + settings.corpus,
  kept: true,
  load() {
    try {
      return new Set(JSON.parse(localStorage.getItem(this.key) || "[]"));
    } catch {
      this.kept = false;
      return new Set();
    }
  },
  save() {
    try {
      localStorage.setItem(this.key, JSON.stringify([...this.wrong]));
    } catch {
      this.kept = false;
    }
    find("sheet-hint").textContent = this.kept ? words.sheet_hint : words.not_kept;
  },
};
marks.wrong = marks.load();

/* The places of a number: of each its document, and where its words begin and end. */
async function placesOf(id) {
  const [, section, key] = /^(\w+)-(.+)$/.exec(id);
  const data = await unpack("places-" + section);
  const about = await unpack("articles");
  const told = data.numbers[key];
  const rows = told.run ? Array.from({ length: told.run[1] }, (_, at) => told.run[0] + at) : told.rows;
  const from = told.articles ? about : data; // an article is shown by its first sentence
  const ends = ["", "_b"].filter((end) => from["start" + end]);
  const mark = section + "-" + key.split("-")[0];
  const places = rows.map((row) => {
    const doc = told.articles ? row : data.doc[row];
    const spans = ends.map((end) => [from["start" + end][row], from["start" + end][row] + from["length" + end][row]]);
    const place = [about.doc_id[doc], ...spans[0]].join(":");
    return { doc, spans, place, marked: [mark, place, ...spans.slice(1).flat()].join(" ") };
  });
  return { id, section, key, told, about, places, what: data.what };
}

/* Gives places their texts, and where the sentence begins and ends that holds them. */
async function addTexts(places) {
  const numbers = [...new Set(places.map((place) => Math.floor(place.doc / settings.block)))];
  const blocks = new Map(await Promise.all(numbers.map(async (block) => [block, await unpack("texts-" + block)])));
  for (const place of places) {
    const [text, sentences] = blocks.get(Math.floor(place.doc / settings.block))[place.doc % settings.block];
    let first = Math.min(...place.spans.map((span) => span[0]));
    let last = Math.max(...place.spans.map((span) => span[1]));
    const [start, end] = [first, last];
    for (let at = 0; at < sentences.length; at += 2) {
      const [from, to] = [sentences[at], sentences[at] + sentences[at + 1]];
      if (from < end && to > start) [first, last] = [Math.min(first, from), Math.max(last, to)];
    }
    Object.assign(place, { text, sentence: [first, last] });
  }
}

/* A stretch of a text, with the words of its place highlighted. */
function highlighted(place, start, end) {
  const cut = cutter(place.text);
  const parts = [];
  let at = start;
  for (const [from, to] of [...place.spans].sort((a, b) => a[0] - b[0])) {
    if (from < at || current.told.articles) continue; // places that overlap are highlighted once
    parts.push(cut(at, from), element("mark", {}, cut(from, to)));
    at = to;
  }
  return [...parts, cut(at, end)];
}

/* A name of thousands of letters takes a browser seconds to set, and hides the sentence. */
const brief = (name) => (name.length > 300 ? [...name.slice(0, 600)].slice(0, 299).join("") + "…" : name);

function show(item, place) {
  const { about, told } = current;
  const known = (column) => brief((about[column] && about[column][place.doc]) || "");
  const [start, end] = place.sentence;
  const lang = /[\u0621-\u064a]/.test(place.text) ? "ar" : "";
  const sentence = element("p", { className: "sentence", dir: "auto", lang });
  sentence.append(...(end > start ? highlighted(place, start, end) : [known("problem") || words.no_text]));
  const said = element("p", { className: "about" }, element("bdi", { className: "title" }, known("title") || words.no_title));
  for (const column of ["source", "author", "category"]) if (known(column)) said.append(element("bdi", {}, known(column)));
  said.append(element("bdi", {}, day(known("published"))));
  const address = (about.url && about.url[place.doc]) || "";
  if (/^https?:\/\//i.test(address)) {
    said.append(element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, words.address));
  } else if (address) said.append(element("bdi", {}, brief(address)));
  const act = element("div", { className: "act" });
  if (place.text) {
    const whole = element("button", { type: "button", ariaExpanded: "false" }, words.article);
    whole.addEventListener("click", () => toggleArticle(item, place, whole));
    act.append(whole);
  }
  if (!told.articles) {
    const box = element("input", { type: "checkbox", checked: marks.wrong.has(place.marked) });
    box.setAttribute("aria-label", words.wrong_hint);
    const judge = () => item.classList.toggle("wrong", box.checked);
    box.addEventListener("change", () => {
      if (box.checked) marks.wrong.add(place.marked);
      else marks.wrong.delete(place.marked);
      judge();
      marks.save();
    });
    judge();
    act.append(element("label", {}, box, " " + words.wrong));
  }
  item.replaceChildren(sentence, said, act);
}

function toggleArticle(item, place, button) {
  const shown = item.querySelector(".whole");
  button.ariaExpanded = String(!shown);
  if (shown) return shown.remove();
  const whole = element("div", { className: "whole", dir: "auto", lang: item.querySelector(".sentence").lang });
  whole.append(...highlighted(place, 0, place.text.length));
  item.append(whole);
  whole.querySelector("mark")?.scrollIntoView({ block: "nearest" });
}

/* All places have an element at once; what stands in them is filled in piece by piece, so that many are no wait. */
async function fillList(items, places, of) {
  for (let at = 0; at < places.length; at += PART) {
    const some = places.slice(at, at + PART);
    await addTexts(some);
    if (at) await new Promise((resolve) => setTimeout(resolve));
    if (current !== of) return;
    some.forEach((place, next) => show(items[at + next], place));
  }
}

async function openNumber(id) {
  const link = find(id);
  if (!link) return;
  find("places-title").textContent = link.getAttribute("aria-label");
  find("shown").textContent = words.loading;
  list.replaceChildren();
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  find("places-title").focus();
  asked = id;
  let found;
  try {
    found = await placesOf(id);
  } catch (error) {
    find("shown").textContent = words.failed;
    throw error;
  }
  if (asked !== id) return; // meanwhile another was asked for
  current = found;
  find("places-title").textContent = found.told.title;
  const { places, about, told } = found;
  find("sample").hidden = !told.total;
  find("sample").textContent = told.total
    ? fill(words.sampled, { shown: number(places.length), all: number(told.total) })
    : "";
  let part; // a browser lays out only the parts of a long list that are in view
  current.items = places.map((place, at) => {
    if (at % PART === 0) part = list.appendChild(document.createElement("ol"));
    const item = part.appendChild(document.createElement("li"));
    item.dataset.place = place.place;
    return item;
  });
  find("judge").hidden = Boolean(told.articles);
  find("all-read").checked = false;
  const sources = new Set(places.map((place) => about.source && about.source[place.doc]).filter(Boolean));
  await offerChoices([...sources].sort());
  filters.reset();
  sift();
  await fillList(found.items, places, found);
}

/* Filters: by the day of publication, by source, and by an actor that is mentioned in the sentence. */
async function offerChoices(sources) {
  const { names } = await unpack("mentions");
  const all = () => element("option", { value: "" }, words.all);
  filters.source.replaceChildren(all(), ...sources.map((name) => element("option", { value: name }, brief(name))));
  if (filters.actor.options.length === 0) {
    filters.actor.replaceChildren(all(), ...names.map((name, at) => element("option", { value: String(at) }, name)));
  }
  filters.source.parentElement.hidden = sources.length < 2;
  filters.actor.parentElement.hidden = names.length === 0;
}

async function sift() {
  const { places, items, about } = current;
  const { from, to, source, actor } = Object.fromEntries(new FormData(filters));
  const starts = new Map(); // of the mentions of the actor, by document
  if (actor) {
    await addTexts(places);
    const mentions = await unpack("mentions");
    mentions.actor.forEach((one, at) => {
      if (one !== Number(actor)) return;
      if (!starts.has(mentions.doc[at])) starts.set(mentions.doc[at], []);
      starts.get(mentions.doc[at]).push(mentions.start[at]);
    });
  }
  let shown = 0;
  places.forEach((place, at) => {
    const date = about.published[place.doc];
    const [start, end] = place.sentence || place.spans[0]; // without a filter by actor, of no account
    const kept =
      (!from || (date && date >= from)) &&
      (!to || (date && date <= to)) &&
      (!source || about.source[place.doc] === source) &&
      (!actor || (starts.get(place.doc) || []).some((one) => current.told.articles || (one >= start && one < end)));
    items[at].hidden = !kept;
    shown += kept;
  });
  find("shown").textContent = shown
    ? fill(words.shown, { shown: number(shown), all: number(places.length) })
    : words.none_shown;
}

/* Files to keep. A cell that a spreadsheet would run as a formula gets an apostrophe, as the other tables have it. */
function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
function cell(value) {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^'*(?:[\t\r\n]|[\s\p{C}]*[=+\-@＝＋－＠])/u.test(text) ? "'" + text : text;
  return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
}

/* The sheet is one that read_validation reads: the places of the number that is open, each with its answer. */
async function sheet() {
  await addTexts(current.places);
  const { section, key, told, about, places, what } = current;
  const [yes, no] = settings.answers;
  const [before, after] = settings.marks;
  const read = find("all-read").checked;
  const rows = places.map((place, at) => {
    const cut = cutter(place.text);
    let [from, sentence] = [place.sentence[0], ""];
    for (const [start, end] of [...place.spans].sort((a, b) => a[0] - b[0])) {
      if (start < from) continue;
      sentence += cut(from, start) + before + cut(start, end) + after;
      from = end;
    }
    const known = (column) => (about[column] && about[column][place.doc]) || "";
    const row = {
      number: at + 1,
      group: "",
      sentence: sentence + cut(from, place.sentence[1]),
      claim: fill(settings.claim, { label: told.claim }),
      answer: marks.wrong.has(place.marked) ? no : read ? yes : "",
      note: "",
      title: known("title"),
      source: known("source"),
      published: known("published"),
      url: known("url"),
      doc_id: about.doc_id[place.doc],
    };
    place.spans.forEach(([start, end], of) => {
      Object.assign(row, of ? { start_b: start, end_b: end } : { start, end, surface: cut(start, end) });
    });
    return { ...row, share: 1, what, table: told.table, corpus: settings.corpus, rows: places.length, seed: 0 };
  });
  const head = Object.keys(rows[0]);
  const lines = [head.map((name) => settings.columns[name] || name), ...rows.map((row) => head.map((name) => row[name]))];
  save(`${section}-${key}.csv`, "\ufeff" + lines.map((line) => line.map(cell).join(",") + "\n").join(""));
}

/* What is wider than its frame fades out at the sides on which more of it is. */
function fade(frame) {
  const beyond = frame.scrollWidth - frame.clientWidth;
  const fromLeft = frame.scrollLeft + (getComputedStyle(frame).direction === "rtl" ? beyond : 0);
  const [left, right] = [fromLeft > 1, fromLeft < beyond - 1];
  if (left || right) frame.dataset.more = left && right ? "both" : left ? "left" : "right";
  else delete frame.dataset.more;
}
const sizes = new ResizeObserver((entries) => entries.forEach((entry) => fade(entry.target)));
for (const frame of document.querySelectorAll(".drawing, .scroll")) {
  frame.addEventListener("scroll", () => fade(frame), { passive: true });
  sizes.observe(frame);
}

/* A number is opened by its address, so that the address can be sent to somebody. */
function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = find(id);
  if (target?.dataset.count) openNumber(id);
  else if (dialog.open) dialog.close();
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-count]");
  if (link && link.getAttribute("href") === location.hash) openNumber(location.hash.slice(1)); // asked for again
  const { csv, copy } = event.target.dataset;
  if (csv) unpackText("csv-" + csv).then((text) => save(csv + ".csv", "\ufeff" + text));
  if (copy) copyTable(event.target, copy);
});
async function copyTable(button, name) {
  const rows = [...document.querySelectorAll(`#${CSS.escape(name)} tr`)];
  await navigator.clipboard.writeText(
    rows.map((row) => [...row.cells].map((one) => one.textContent.trim()).join("\t")).join("\n"),
  );
  button.textContent = words.copied;
}
dialog.addEventListener("close", () => {
  current = null;
  const section = location.hash.slice(1).split("-")[0];
  history.replaceState(null, "", find(section) ? "#" + section : location.pathname);
});
dialog.addEventListener("click", (event) => {
  const { left, right } = dialog.getBoundingClientRect();
  if (event.target === dialog && (event.clientX < left || event.clientX > right)) dialog.close(); // beside it
});
find("close").addEventListener("click", () => dialog.close());
find("sheet").addEventListener("click", sheet);
filters.addEventListener("change", sift);
filters.addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", follow);
follow();
