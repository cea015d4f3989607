// Keeps the countdowns of the page fresh between two messages of the server, by the server's clock.
// The words are those of bot/board/countdown.py.

const MINUTE = 60_000;
const SOON = 20 * MINUTE;
const LEVELS = ["calm", "soon", "late"];

const started = performance.now();
const server = Date.parse(document.querySelector('meta[name="server-time"]')?.content ?? "") || Date.now();
const now = () => server + performance.now() - started;

function compact(span) {
  const whole = Math.floor(span / MINUTE);
  const days = Math.floor(whole / 1440);
  const hours = Math.floor(whole / 60) % 24;
  if (days) return `${days} ${days === 1 ? "dzień" : "dni"} ${hours} godz.`;
  return hours ? `${hours} godz. ${whole % 60} min` : `${whole} min`;
}

function words(left) {
  if (left < 0) return `po terminie ${compact(-left)}`;
  return left < MINUTE ? "mniej niż minuta" : `zostało ${compact(left)}`;
}

function set(element, name, value) {
  if (element[name] !== value) element[name] = value;
}

function tick() {
  for (const count of document.querySelectorAll(".count[data-due]")) {
    const left = Date.parse(count.dataset.due) - now();
    const level = left < 0 ? "late" : left <= SOON ? "soon" : "calm";
    set(count, "textContent", words(left));
    if (!count.classList.contains(level)) {
      count.classList.remove(...LEVELS);
      count.classList.add(level);
    }
  }
  for (const bar of document.querySelectorAll(".bar[data-due]")) {
    const [start, due] = [Date.parse(bar.dataset.start), Date.parse(bar.dataset.due)];
    const share = due > start ? Math.round(100 * Math.min(Math.max((now() - start) / (due - start), 0), 1)) : 100;
    set(bar, "ariaLabel", `Minęło ${share}% czasu`);
    set(bar.firstElementChild.style, "width", `${share}%`);
  }
}

// A conversation shows its end, where the news is.
const seen = new WeakMap();
function to_the_end() {
  for (const talk of document.querySelectorAll(".talk")) {
    if (seen.get(talk) === talk.childElementCount) continue;
    seen.set(talk, talk.childElementCount);
    talk.scrollTop = talk.scrollHeight;
  }
}

// Words and files for the caller go out without a reload; what came of it is said beneath the box.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form.letter");
  if (!form) return;
  event.preventDefault();
  const said = form.querySelector("output");
  const body = new FormData(form);
  form.inert = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    said.textContent = await answer.text();
    if (answer.ok) form.reset();
  } catch {
    said.textContent = "Brak połączenia. Wiadomość nie wyszła.";
  }
  form.inert = false;
});

new MutationObserver(to_the_end).observe(document.body, { childList: true, subtree: true });
to_the_end();
tick();
setInterval(tick, 1000);
