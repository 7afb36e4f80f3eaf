// Keys of the staff pages: what they lead to says data-kunci of the templates; "g s" is g, then s. Outside of fields only,
// and off when somebody wants that (WCAG 2.1.4).

const dialog = document.getElementById("pintasan");
const off = dialog.querySelector("input");
const queue = () => [...document.querySelectorAll(".queue a")];

off.checked = localStorage.getItem("pintasan") === "mati";
off.addEventListener("change", () => {
  if (off.checked) localStorage.setItem("pintasan", "mati");
  else localStorage.removeItem("pintasan");
});

const help = () => dialog.showModal();
for (const button of document.querySelectorAll("[data-pintasan]")) {
  button.hidden = false;
  button.addEventListener("click", help);
}
dialog.querySelector("button").addEventListener("click", () => dialog.close());

// A list that opens gives its first field the focus; a place to write takes it itself.
function go(target) {
  if (target.matches("input, textarea")) return target.focus();
  target.click();
  if (target.matches("summary")) target.parentElement.querySelector("select, textarea")?.focus();
}

function step(by) {
  const tickets = queue();
  const here = tickets.findIndex((link) => link === document.activeElement);
  const from = here >= 0 ? here : tickets.findIndex((link) => link.ariaCurrent);
  tickets[Math.min(Math.max(from + by, 0), tickets.length - 1)]?.focus();
}

const view = (code) => document.querySelector(`.views a[href*="tampilan=${code}"]`)?.click();

const verbs = {
  "g s": () => view("saya"),
  "g b": () => view("belum"),
  "g l": () => view("lewat"),
  j: () => step(1),
  k: () => step(-1),
  o: () => document.activeElement.closest(".queue a")?.click(),
  "?": help,
};

let before = "";
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.key === "Enter" && event.ctrlKey && target.matches(".composer textarea")) {
    const form = target.form;
    form.requestSubmit((event.shiftKey && form.querySelector('[value="resolve"]')) || form.querySelector("[type=submit]"));
    return;
  }
  const writing = target.matches("input:not([type=checkbox], [type=radio]), textarea, select") || target.isContentEditable;
  if (off.checked || writing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typed = before + key;
  before = key === "g" ? "g " : "";
  const verb = verbs[typed];
  const found = verb ? null : [...document.querySelectorAll("[data-kunci]")].find((one) => !one.hidden && one.dataset.kunci.split(",").includes(typed));
  if (!verb && !found) return;
  event.preventDefault();
  if (verb) verb();
  else go(found);
});
