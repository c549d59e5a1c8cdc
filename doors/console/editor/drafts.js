// What is typed is put aside on the server while it is typed: the writer's own, not an edition, and not in the browser, which others
// may use after him.
const quiet_for = 2_000;
const at_most_every = 15_000;

export class Drafts {
  // `before_sending`: what fills the form; `tell(sentence)`.
  constructor(form, address, words, { before_sending, tell }) {
    Object.assign(this, { form, address, words, before_sending, tell, timer: 0, last: 0, is_changed: false, is_leaving: false });
    form.addEventListener("input", (event) => event.target.type !== "file" && this.changed());
    form.addEventListener("change", (event) => event.target.type !== "file" && this.changed());
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.send());
  }

  changed() {
    this.is_changed = true;
    clearTimeout(this.timer);
    const since_last = Date.now() - this.last;
    this.timer = setTimeout(() => this.send(), Math.max(quiet_for, at_most_every - since_last));
  }

  // What is being put aside while the form is saved would come back as if it had not been.
  stop() {
    this.is_leaving = true;
    clearTimeout(this.timer);
    this.sending?.abort();
  }

  async send() {
    if (!this.is_changed || this.is_leaving) return;
    this.is_changed = false;
    clearTimeout(this.timer);
    this.last = Date.now();
    this.before_sending();
    this.sending = new AbortController();
    const fields = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === "string"));
    try {
      const answer = await fetch(this.address, { method: "POST", body: fields, redirect: "manual", signal: this.sending.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const { at } = await answer.json();
      this.tell(this.words.kept.replace("{0}", at));
    } catch {
      if (this.is_leaving) return;
      this.is_changed = true; // the next key tries again
      this.tell(this.words.not_kept);
    }
  }
}
