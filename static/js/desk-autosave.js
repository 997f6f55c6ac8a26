// Keeps what is typed on a page of the desk: sends the form's values to a working copy that its
// owner alone sees, every few seconds of change, and says what is kept. Also tells that the page is
// open, and shows who else has it open. What an earlier opening left is offered by the page itself.

const LOOK_EVERY = 1000; // milliseconds between two looks at what is typed
const SEND_EVERY = 3000; // while somebody goes on typing; as soon as they pause it is sent, too
const RETRY_AFTER = 5000;
const GIVE_UP = 10000; // what takes longer has failed
const TELL_EVERY = 30000; // that the page is open
const CARRIED = 60000; // bytes that a browser still sends for a page that is gone
const NO_SERVER = [0, 502, 503, 504]; // nobody answered, or somebody for a server that does not
const NOT_TYPED = /^(csrfmiddlewaretoken|_opening|_began)$/;

const here = document.getElementById("desk-copy");
const form = here?.closest("form");
const { keep, presence, user } = here?.dataset ?? {};
const others = here?.querySelector(".desk-copy-others");
const state = here?.querySelector(".desk-copy-state");
const said = state?.querySelector("[role=status]");
const insist = state?.querySelector("button");
const signIn = state?.querySelector("a");
const offer = here?.querySelector(".desk-copy-offer");
const discard = offer?.querySelector("button");

let opening, number, began; // this opening of the page, its copies, and the copy that it goes on from
let untouched = null; // what the form sent before anything was typed; null: nothing was yet
let kept = null; // what is kept of it
let offered = here && "offered" in here.dataset; // an earlier copy that is not decided about
let refused = null; // what was not taken, and is not sent again until it changes
let sending = false;
let left = false; // the form was sent: what is typed is saved with it
let asked = ""; // whether the server is there, before the form is sent: it "waits", or is "answered"
let changedAt = 0;
let seen = "";
let sentAt = 0;
let retryAt = 0;
let lostAt = null; // since when what is typed cannot be kept
let usedAt = Date.now();
let elsewhere = "";

const begin = (from) => {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // randomUUID needs HTTPS
  opening = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  [number, began, left] = [0, from, false];
};
const typed = () =>
  JSON.stringify([...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.test(name)));
const isKept = (now = typed()) => untouched === null || now === (kept ?? untouched);
const clock = (at, style = "medium") => at.toLocaleTimeString("en-GB", { timeStyle: style });
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ?? form.elements.csrfmiddlewaretoken?.value ?? "";

// Say what is kept. The time changes without being read out each time.
const say = (words, { at = null, after = "", lost = false, ask = false, away = false } = {}) => {
  state.hidden = false;
  state.classList.toggle("desk-copy-lost", lost);
  insist.hidden = !ask;
  signIn.hidden = !away;
  const clockFace = said.querySelector("span");
  if (at && clockFace && said.dataset.words === words) {
    clockFace.textContent = at;
    return;
  }
  if (said.dataset.words === words + after) return;
  said.dataset.words = at ? words : words + after;
  said.replaceChildren(words);
  if (at) {
    const time = document.createElement("span");
    time.setAttribute("aria-live", "off");
    time.textContent = at;
    said.append(time);
  }
  said.append(after);
};
const sayKept = () => say("Kept ", { at: clock(new Date()), after: ", only you see this" });
const sayLost = (why = "; retrying", more = {}) => {
  lostAt ??= new Date();
  say(`Not kept since ${clock(lostAt, "short")}${why}`, { lost: true, ...more });
};

const post = (address, body, type, carried) =>
  fetch(address, {
    method: "POST",
    body,
    headers: { "Content-Type": type, "X-CSRFToken": token() },
    keepalive: carried && new Blob([body]).size < CARRIED,
    redirect: "error",
    ...(carried ? {} : { signal: AbortSignal.timeout(GIVE_UP) }),
  });

// Send what is typed; `carried` if the page is about to go. Resolves to whether a server answered, though it refused.
const send = async (now, carried = false) => {
  sending = !carried;
  sentAt = Date.now();
  number += 1;
  const body = `{"opening":"${opening}","number":${number},"began":"${began}","user":${user},"typed":${now}}`;
  let answer;
  let more = {};
  try {
    answer = await post(keep, body, "application/json", carried);
    more = await answer.json();
  } catch {
    answer ??= { ok: false, status: 0 };
  } finally {
    sending = false;
  }
  sayAnswer(now, answer, more);
  return Boolean(more.code) || !NO_SERVER.includes(answer.status);
};
const sayAnswer = (now, { ok }, more) => {
  if (ok) {
    [kept, lostAt, refused] = [now, null, null];
    return sayKept();
  }
  retryAt = Date.now() + RETRY_AFTER;
  if (more.code === "late") return undefined;
  if (more.code === "signed_out") return sayLost(": you are signed out. Stay on this page; it goes on as soon as you are back.", { away: true });
  if (!["finished", "elsewhere", "too_long", "not_yours", "somebody_else"].includes(more.code)) return sayLost();
  refused = now;
  if (more.code === "finished") {
    begin("");
    return say("Saved or discarded in another window. What you type from here on is kept anew.", { lost: true });
  }
  elsewhere = more.copy ?? "";
  return say(`Not kept: ${more.reasons.join(" ")}`, { lost: true, ask: more.code === "elsewhere" });
};

const look = () => {
  if (left || untouched === null || document.hidden && isKept()) return;
  const now = typed();
  if (now !== seen) [seen, changedAt] = [now, Date.now()];
  if (isKept(now) || now === refused || sending) return;
  if (offered) {
    say("Not kept yet: restore or discard what you typed earlier, above.", { lost: true });
    return;
  }
  const paused = Date.now() - changedAt >= LOOK_EVERY;
  if (Date.now() >= retryAt && (paused || Date.now() - sentAt >= SEND_EVERY)) send(now);
};
const flush = () => {
  const now = left || untouched === null ? null : typed();
  if (now !== null && !isKept(now) && now !== refused && !offered) send(now, true);
};

const name = ({ name: who, idle }) => `${who} has this open${idle < 60 ? "" : `, idle ${Math.floor(idle / 60)} min`}`;
const tell = async (leaving = false) => {
  if (!presence) return;
  const idle = Math.floor((Date.now() - usedAt) / 1000);
  try {
    const answer = await post(presence, `opening=${opening}&${leaving ? "left=1" : `idle=${idle}`}`, "application/x-www-form-urlencoded", leaving);
    if (leaving || !answer.ok) return;
    const { people } = await answer.json();
    others.hidden = !people.length;
    others.textContent = people.length ? `${people.map(name).join("; ")}.` : "";
  } catch {
    // The next time tells.
  }
};

const used = () => {
  usedAt = Date.now();
  if (keep && untouched === null) untouched = seen = typed(); // before the first key does anything
};

if (form && here) {
  begin(here.dataset.began);
  if (keep && "unsaved" in here.dataset) [untouched, kept] = ["", ""];
  for (const happened of ["focusin", "keydown", "pointerdown", "paste", "drop"]) addEventListener(happened, used, { capture: true });
  form.addEventListener("formdata", ({ formData }) => {
    if (!keep) return;
    formData.set("_opening", opening);
    formData.set("_began", began);
  });
  // What is typed for a button is sent with that button alone.
  const unsent = (submitter) =>
    [...form.elements].find((field) => {
      const button = field.closest(".desk-offer");
      const shown = "typed" in (button?.dataset ?? {}) ? "" : field.defaultValue;
      return button && field.matches("textarea, input[type=text]") && field.value.trim() && field.value !== shown && !button.contains(submitter);
    });
  // Seen last: what another script stops is not sent. Where words wait to be kept, the server is asked before the form
  // goes: if none answers the form stays, for in its place would be the browser's own word that there is none.
  addEventListener("submit", async (event) => {
    if (event.defaultPrevented || event.target !== form) return;
    const other = asked ? null : unsent(event.submitter)?.closest(".desk-offer").querySelector("summary").textContent;
    if (other && !confirm(`What you typed for “${other}” is not sent with this, and is lost. Go on without it?`)) {
      event.preventDefault();
      return;
    }
    const now = keep ? typed() : "";
    const waits = keep && !isKept(now) && (lostAt || offered || refused || !navigator.onLine);
    if (!waits || asked === "answered") {
      flush();
      left = true;
      return;
    }
    event.preventDefault();
    if (asked) return;
    asked = "waits";
    asked = (await send(now)) ? "answered" : "";
    if (asked) form.requestSubmit(event.submitter);
    else say("Not saved: the server does not answer. Your words are still here: leave the page open, and press again.", { lost: true });
  });
  // What was typed since the offer stays, and is kept from now on.
  discard?.addEventListener("click", async () => {
    const answer = await post(discard.dataset.discard, `discard=${discard.value}`, "application/x-www-form-urlencoded").catch(() => null);
    if (!answer?.ok) return say("Not discarded: the server does not answer, or you are signed out. Press again.", { lost: true });
    offered = false;
    offer.remove();
    say("Discarded.");
    here.focus();
    return look();
  });
  insist.addEventListener("click", () => {
    [began, refused, retryAt] = [elsewhere, null, 0];
    look();
  });
  addEventListener("beforeunload", (event) => {
    if (left || !keep || isKept()) return;
    flush();
    event.preventDefault();
  });
  addEventListener("pagehide", () => {
    flush();
    tell(true);
  });
  // A page that the browser kept and shows again is another opening: what it had sent may be saved.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    if (left) [kept, untouched] = [null, typed()];
    begin(`${opening}:${number}`);
    tell();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? flush() : tell()));
  if (keep) setInterval(look, LOOK_EVERY);
  setInterval(tell, TELL_EVERY);
  tell();
}
