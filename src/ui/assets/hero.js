// What pages gain with JavaScript. Everything works without it; words come from data attributes of the templates.

const { lang } = document.documentElement;
const numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);

// ---- messages: the page's one live region --------------------------------------------------------------------------

const messages = document.getElementById("pesan");

function say(text, seconds = 6) {
  const message = document.createElement("p");
  message.className = "toast";
  message.textContent = text;
  messages.querySelector(".toast:not([data-kabar])")?.remove();
  messages.append(message);
  if (seconds) setTimeout(() => message.remove(), seconds * 1000);
}

window.addEventListener("offline", () => say(messages.dataset.luring, 0));
window.addEventListener("online", () => say(messages.dataset.daring));

// ---- error summary: it takes the focus, so that a screen reader reads it first -----------------------------------------

function focusErrors() {
  document.getElementById("ringkasan-kesalahan")?.focus();
}
focusErrors();
document.addEventListener("htmx:after:swap", focusErrors);

// ---- submit once ---------------------------------------------------------------------------------------------------

const busy = new Map();

function showBusy(button) {
  button.setAttribute("aria-busy", "true");
  if (!button.dataset.busy) return;
  busy.set(button, [...button.childNodes]);
  button.replaceChildren(button.dataset.busy);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent || !navigator.onLine) {
    event.preventDefault();
    if (!navigator.onLine) say(messages.dataset.luring, 0);
    return;
  }
  form.dataset.sent = "1";
  if (event.submitter) showBusy(event.submitter);
});

// A link that leads to another site takes a moment.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-busy]");
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) showBusy(link);
});

// Coming back by the Back button, the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  for (const [button, content] of busy) button.replaceChildren(...content);
  busy.clear();
  // The browser may have filled the subject in again by itself: what looks like it is asked for again.
  const subject = document.querySelector("#subjek[hx-get]");
  if (subject && subject.value !== subject.defaultValue) subject.dispatchEvent(new Event("change", { bubbles: true }));
});

// ---- characters left -----------------------------------------------------------------------------------------------

function count(counter, field) {
  const { sisa, satu, banyak, lebih } = counter.dataset;
  const left = Number(sisa) - [...field.value].length;
  const words = left < 0 ? lebih : left === 1 ? satu : banyak;
  counter.textContent = filled(words, { n: numbers.format(Math.abs(left)) });
  counter.classList.toggle("over", left < 0);
}

for (const counter of document.querySelectorAll("[data-sisa]")) {
  const field = counter.parentElement.querySelector("input, textarea");
  field.addEventListener("input", () => count(counter, field));
}

// ---- drafts: kept on the server while somebody types -----------------------------------------------------------------

const isTyped = ({ name, type, checked }) =>
  name && !["hidden", "file", "submit"].includes(type) && (checked || !["radio", "checkbox"].includes(type));

function typedIn(form) {
  const fields = new URLSearchParams();
  for (const field of form.elements) if (isTyped(field)) fields.append(field.name, field.value);
  return fields;
}

function typeInto(form, fields) {
  for (const [name, value] of fields) {
    const field = form.elements[name];
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = true;
    else if (field) field.value = value;
    if (field?.dispatchEvent) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// What could not be saved stays in this tab: for a reload or the Back button, and for the same person who signs in again
// because the session ended meanwhile. Nobody reads what somebody else typed; signing out forgets it, and so does the
// next page, which shows that it has arrived.
const owner = document.querySelector("meta[name=pemilik]")?.content;
const [{ type: arrival } = {}] = performance.getEntriesByType("navigation");
const spare = {
  key: (form, why = "draf") => `${why} ${owner} ${form.dataset.draf ?? form.getAttribute("action")}`,
  keep: (form, why) => sessionStorage.setItem(spare.key(form, why), typedIn(form)),
  drop(form) {
    for (const why of ["draf", "sesi"]) sessionStorage.removeItem(spare.key(form, why));
  },
  bringBack(form) {
    const fields = sessionStorage.getItem(spare.key(form, "sesi")) ?? (form.dataset.draf && sessionStorage.getItem(spare.key(form)));
    if (fields) typeInto(form, new URLSearchParams(fields));
    if (fields) for (const field of form.querySelectorAll("textarea")) field.closest("details")?.toggleAttribute("open", true);
    spare.drop(form);
  },
  // The sign-in page lets it wait.
  tidy() {
    if (location.pathname === "/keluar") sessionStorage.clear();
    for (const key of Object.keys(sessionStorage)) {
      const [why, whose] = key.split(" ", 2);
      const waits = !owner && why === "draf" && location.pathname === "/masuk";
      if (waits) sessionStorage.setItem(key.replace("draf", "sesi"), sessionStorage.getItem(key));
      if (waits || (owner && (whose !== owner || (why === "draf" && arrival === "navigate")))) sessionStorage.removeItem(key);
    }
  },
};
spare.tidy();

const explaining = (form) => form.method === "post" && !form.dataset.draf && form.querySelector("textarea");
document.addEventListener("submit", ({ target }) => target.dataset.sent && explaining(target) && spare.keep(target));
[...document.forms].filter(explaining).forEach(spare.bringBack);

function keepDraft(form) {
  const status = form.querySelector("[data-draf-status]");
  let unsaved = false;
  let timer;
  let sending;

  const body = () => {
    const fields = typedIn(form);
    fields.append("tempat", form.dataset.draf);
    fields.append("csrf", form.elements.csrf.value);
    return fields;
  };
  const save = async () => {
    clearTimeout(timer);
    unsaved = false;
    const { signal } = (sending = new AbortController());
    try {
      const answer = await fetch("/draf", { method: "POST", body: body(), signal, redirect: "error" });
      if (!answer.ok) throw new Error(answer.statusText);
      const { jam } = answer.status === 200 ? await answer.json() : {};
      status.textContent = jam ? filled(status.dataset.tersimpan, { jam }) : "";
      spare.drop(form);
      session?.seen();
    } catch {
      if (signal.aborted) return;
      unsaved = true;
      status.textContent = "";
      spare.keep(form);
    }
  };
  const leave = () => {
    if (unsaved && !form.dataset.sent) navigator.sendBeacon("/draf", body());
  };

  form.addEventListener("input", ({ target }) => {
    if (target.type === "file") return;
    unsaved = true;
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  window.addEventListener("online", () => unsaved && save());
  window.addEventListener("pagehide", leave);
  document.addEventListener("submit", ({ target }) => {
    if (target !== form) return leave();
    // What is on its way to become a message is no draft any more, unless the session has ended.
    spare.keep(form);
    if (!form.dataset.sent) return;
    clearTimeout(timer);
    sending?.abort();
  });
  spare.bringBack(form);
}

// ---- the session: shortly before it ends, whoever is still there says so -------------------------------------------------

// When it ends is known to all tabs of the person: what one of them asks for keeps the others alive.
function watchSession(dialog) {
  const { detik, menit, terlama, habis } = dialog.dataset;
  const [text, button, link] = ["p", "button", "a"].map((name) => dialog.querySelector(name));
  const key = `sesi ${owner}`;
  const early = Math.min(120, detik / 2) * 1000;
  let timer;
  let over = false;

  const ends = () => Number(localStorage.getItem(key));
  const wait = () => {
    clearTimeout(timer);
    const left = ends() - Date.now();
    if (left <= 0) return end();
    if (over) return location.reload();
    if (left <= early) return warn(left);
    dialog.close();
    timer = setTimeout(wait, left - early);
  };
  const seen = (seconds) => {
    localStorage.setItem(key, Math.max(ends(), Date.now() + seconds * 1000));
    wait();
  };
  const show = (words, ended) => {
    text.textContent = words;
    button.hidden = ended;
    link.hidden = !ended;
    if (!dialog.open) dialog.showModal();
  };
  const warn = (left) => {
    show(filled(menit, { menit: numbers.format(Math.ceil(left / 60_000)) }), false);
    timer = setTimeout(wait, left + 1000);
  };
  const end = () => {
    // Signed in again in another tab, this one is not led through the sign-in page.
    for (const form of document.forms) if (form.dataset.draf || explaining(form)) spare.keep(form, "sesi");
    link.href = `/masuk?tujuan=${encodeURIComponent(location.pathname + location.search)}`;
    over = true;
    show(habis, true);
    // Whoever comes to this screen next has not signed in: nothing stays on it.
    for (const part of [...document.body.children]) if (part !== dialog && part !== messages) part.remove();
    messages.replaceChildren();
    document.title = dialog.querySelector("h2").textContent;
  };
  dialog.addEventListener("close", () => over && location.assign(link.href));
  button.addEventListener("click", async () => {
    const body = new URLSearchParams({ csrf: document.querySelector("meta[name=csrf]").content });
    try {
      const answer = await fetch("/akun/sesi/perpanjangan", { method: "POST", body, redirect: "error" });
      if (!answer.ok) throw new Error(answer.statusText);
      const left = (await answer.json()).detik;
      seen(left);
      if (left * 1000 <= early) text.textContent = terlama;
    } catch {
      if (navigator.onLine) end();
      else text.textContent = messages.dataset.luring;
    }
  });
  document.addEventListener("visibilitychange", () => document.hidden || wait());
  // Another tab went on, or this one has just been loaded.
  window.addEventListener("storage", (event) => event.key === key && wait());
  seen(Number(detik));
  // The server remembers to the minute when it heard of somebody.
  return { seen: () => seen(detik - 60) };
}

const sessionDialog = document.getElementById("sesi");
const session = sessionDialog && watchSession(sessionDialog);

document.querySelectorAll("form[data-draf]").forEach(keepDraft);

// ---- files: what was chosen, and what the server would refuse; it stays the authority ----------------------------------

// As the server writes sizes: units of 1024, and what exceeds 2 MB never looks like 2 MB.
function sizeText(bytes) {
  const megabyte = 1024 * 1024;
  if (bytes * 10 < megabyte) return `${numbers.format(Math.ceil(bytes / 1024))} kB`;
  const over = bytes % megabyte;
  const tenths = over && Math.max(Math.round((over * 10) / megabyte), 1);
  return `${numbers.format(Math.floor(bytes / megabyte) + tenths / 10)} MB`;
}

function offerUploads(zone) {
  const input = zone.querySelector("input");
  const list = zone.parentElement.querySelector("[data-dipilih]");
  const row = zone.parentElement.querySelector("template").content.firstElementChild;
  const words = zone.dataset;
  let chosen = [];

  const problemOf = (file, index) => {
    const about = { nama: file.name, ukuran: sizeText(file.size) };
    const wanted = input.accept.split(",");
    if (!wanted.some((end) => file.name.toLowerCase().endsWith(end))) return filled(words.bukanJenisnya, about);
    if (file.size === 0) return filled(words.kosong, about);
    if (file.size > Number(words.palingBesar)) return filled(words.terlaluBesar, about);
    return index + Number(words.unggah) >= Number(words.palingBanyak) ? words.terlaluBanyak : "";
  };
  const rowOf = (file, index) => {
    const item = row.cloneNode(true);
    const problem = problemOf(file, index);
    const button = item.querySelector("button");
    item.querySelector("b").textContent = file.name;
    item.querySelector("small").textContent = problem || `${sizeText(file.size)}, ${words.siap}`;
    if (problem) item.dataset.state = "galat";
    button.lastElementChild.append(file.name);
    button.addEventListener("click", () => {
      choose(chosen.filter((other) => other !== file));
      (list.children[index]?.querySelector("button") ?? input).focus();
    });
    return item;
  };
  const choose = (files) => {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
    chosen = [...files];
    list.replaceChildren(...chosen.map(rowOf));
    list.hidden = chosen.length === 0;
    const problem = list.querySelector("[data-state] small");
    if (problem) say(problem.textContent);
  };
  const isNew = (file) => !chosen.some((one) => one.name === file.name && one.size === file.size && one.lastModified === file.lastModified);
  const add = (files) => choose([...chosen, ...[...files].filter(isNew)]);

  // The server stops reading a body that is far too large, and then cannot give back what was typed.
  const tooMuch = () => chosen.reduce((sum, { size }) => sum + size, 0) > Number(words.palingBesar) * 2 * Number(words.palingBanyak);
  input.form.addEventListener("submit", (event) => {
    if (!tooMuch()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const largest = chosen.reduce((one, other) => (other.size > one.size ? other : one));
    const row = list.children[chosen.indexOf(largest)];
    row.querySelector("button").focus();
    say(row.querySelector("small").textContent);
  }, { capture: true });

  input.addEventListener("change", () => add(input.files));
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    add(event.dataTransfer.files);
  });
}

document.querySelectorAll("[data-unggah]").forEach(offerUploads);

// ---- several tickets at once: how many are chosen; with Shift, all between two ------------------------------------------

function countChosen(status) {
  const boxes = [...status.closest("form").elements].filter((field) => field.name === status.dataset.terpilih);
  const prompt = status.textContent;
  let last;
  const show = () => {
    const n = boxes.filter((box) => box.checked).length;
    const words = n === 1 ? status.dataset.satu : status.dataset.banyak;
    status.textContent = n ? filled(words, { n: numbers.format(n) }) : prompt;
  };
  for (const box of boxes)
    box.addEventListener("click", ({ shiftKey }) => {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      if (shiftKey && from >= 0) for (const between of boxes.slice(from, to)) between.checked = box.checked;
      last = box;
      show();
    });
  window.addEventListener("pageshow", show);
}

document.querySelectorAll("[data-terpilih]").forEach(countChosen);

// ---- forms that lie over the page: Escape or a click beside them closes them ---------------------------------------------

const closeActions = (keep) => {
  for (const action of document.querySelectorAll(".action[open]")) if (!keep(action)) action.open = false;
};
document.addEventListener("click", ({ target }) => closeActions((action) => action.contains(target)));
document.addEventListener("keydown", ({ key }) => {
  const action = key === "Escape" && document.activeElement?.closest(".action[open]");
  if (action) action.firstElementChild.focus();
  if (key === "Escape") closeActions(() => false);
});

// ---- a conversation opens at its end ---------------------------------------------------------------------------------

const conversation = document.querySelector(".agent-thread .scroll");
if (conversation && matchMedia("(min-width: 48rem)").matches && !conversation.querySelector("[data-putusan]"))
  conversation.scrollTop = conversation.scrollHeight;

// ---- buttons that need a script --------------------------------------------------------------------------------------

for (const button of document.querySelectorAll("[data-salin]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.salin);
    say(button.dataset.tersalin);
  });
}

for (const button of document.querySelectorAll("[data-cetak]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// ---- what others do meanwhile: a word and a button; nothing moves, and nothing that is being typed is touched ---------------

const isTypedIn = (form) =>
  [...form.elements].some(({ type, value, defaultValue, checked, defaultChecked, files }) =>
    ["radio", "checkbox"].includes(type) ? checked !== defaultChecked : files ? files.length : /^text|^search/.test(type) && value !== defaultValue);

// The page anew. Where somebody is typing, only what nobody types into.
async function showNews() {
  if (![...document.forms].some(isTypedIn)) return location.reload();
  const answer = await fetch(location.href, { redirect: "error" });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-segar]")) {
    const fresh = page.getElementById(part.id);
    if (fresh) part.replaceWith(document.adoptNode(fresh));
  }
  // What a form says of the state it was made for: it has just been shown.
  for (const form of document.forms) {
    const fresh = [...page.forms].find((other) => other.getAttribute("action") === form.getAttribute("action"));
    for (const name of ["versi", "terakhir"])
      if (fresh?.elements[name] && form.elements[name]) form.elements[name].value = fresh.elements[name].value;
  }
  session?.seen();
  return page.getElementById("pesan").dataset.aliran;
}

// One stream while the page is before somebody's eyes. It is refused for good when it is no longer theirs, and opened
// again, more and more seldom, when the server is away.
function followNews(region) {
  const { satu, banyak, berubah, tampilkan, putus } = region.dataset;
  let path = region.dataset.aliran;
  let note;
  let stream;
  let timer;
  let failures = 0;

  const clear = () => {
    note?.remove();
    note = undefined;
  };
  const tell = (text, button) => {
    clear();
    note = document.createElement("p");
    note.className = "toast";
    note.dataset.kabar = "";
    note.append(text, ...(button ? [button] : []));
    region.append(note);
  };
  const show = async () => {
    try {
      path = (await showNews()) ?? path;
      clear();
      close();
      open();
    } catch {
      say(region.dataset.luring);
    }
  };
  const announce = (n) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = tampilkan;
    button.addEventListener("click", show);
    tell(n ? filled(n === 1 ? satu : banyak, { n: numbers.format(n) }) : berubah, button);
  };
  const close = () => {
    clearTimeout(timer);
    stream?.abort();
    stream = undefined;
  };
  const later = () => {
    const seconds = Math.min(2 ** failures++, 60) * (1 + Math.random());
    if (failures === 3 && !note) tell(putus);
    timer = setTimeout(open, seconds * 1000);
  };
  const read = async (body) => {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const events = (text + piece.value).split("\n\n");
      text = events.pop();
      for (const event of events) {
        const data = event.startsWith("event: baru\n") && event.match(/^data: (.*)$/m);
        if (data) announce(JSON.parse(data[1]).n);
      }
    }
  };
  const open = async () => {
    close();
    if (document.hidden) return;
    const { signal } = (stream = new AbortController());
    try {
      const answer = await fetch(path, { headers: { accept: "text/event-stream" }, redirect: "manual", signal });
      if (!answer.ok && answer.status < 429) return;
      if (!answer.ok) throw new Error(answer.statusText);
      if (failures >= 3 && note && !note.querySelector("button")) clear();
      failures = 0;
      await read(answer.body);
    } catch {
      // Away, or ended in the middle: the same as an end.
    }
    if (!signal.aborted) later();
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  // What this page itself changes, the next page shows.
  document.addEventListener("submit", ({ target }) => target.dataset.sent && close());
  open();
}

if (messages.dataset.aliran) followNews(messages);
