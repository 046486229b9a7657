// Forms that are saved as they are typed: to the server, and on this device until the server has them.
import { each } from "../dom";
import * as fields from "./fields";
import * as said from "./said";
import { send } from "./sender";
import * as store from "./store";

const PAUSE = 800;
const drafts = new Map<string, Draft>();

/** Wires every `form[data-draft]`. */
export function startDrafts(): void {
  each<HTMLFormElement>("form[data-draft]", (form) => {
    const draft = new Draft(form);
    drafts.set(draft.key, draft);
    draft.resume();
  });
  store.onOtherTab((key, kept) => drafts.get(key)?.heard(kept));
  addEventListener("online", () => drafts.forEach((draft) => void draft.flush()));
  addEventListener("offline", () => said.offline(retry));
  addEventListener("pagehide", () => drafts.forEach((draft) => void draft.flush(true)));
}

function retry(): void {
  for (const draft of drafts.values()) void draft.flush();
}

class Draft {
  readonly key: string;
  private revision: number;
  private clean: store.Fields;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = false;
  private submitted = false;
  private asking = false;

  constructor(private readonly form: HTMLFormElement) {
    this.key = form.dataset.draft ?? "";
    this.revision = Number(form.dataset.revision ?? 0);
    this.clean = fields.read(form);
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("gradus:sent", (event) => this.sent((event as CustomEvent<number>).detail));
    form.addEventListener("gradus:unsent", (event) => this.unsent((event as CustomEvent<number>).detail));
  }

  /** Something typed here earlier never left: it is put back, unless the server moved on. */
  resume(): void {
    const kept = store.load(this.key);
    if (!kept || kept.sent || fields.same(kept.fields, this.clean)) return;
    if (kept.revision >= this.revision) {
      fields.write(this.form, kept.fields);
      this.typed();
      return;
    }
    const mine = (): void => {
      fields.write(this.form, kept.fields);
      this.typed();
    };
    said.conflict(this.form, () => store.forget(this.key), mine);
  }

  /** Another tab has saved: an untouched form follows, a touched one asks. */
  heard(kept: store.Kept): void {
    if (!kept.sent || kept.revision <= this.revision) return;
    if (!this.dirty()) {
      this.seen(kept.revision);
      fields.write(this.form, kept.fields);
      this.clean = fields.read(this.form);
      return;
    }
    this.ask(kept.revision, () => {
      this.seen(kept.revision);
      fields.write(this.form, kept.fields);
      this.clean = fields.read(this.form);
    });
  }

  async flush(leaving = false): Promise<void> {
    clearTimeout(this.timer);
    if (this.submitted || this.asking || this.sending || !this.dirty()) return;
    this.sending = true;
    const sent = fields.read(this.form);
    const answer = await send(this.form.dataset.draftUrl ?? "", sent, this.revision, leaving);
    this.sending = false;
    if (this.submitted) return;
    if (answer.kind === "saved") {
      this.seen(answer.revision);
      this.clean = sent;
      store.keep(this.key, { fields: sent, revision: this.revision, sent: true, at: Date.now() });
      said.indicate("saved", answer.at);
      said.online();
      if (this.dirty()) this.later();
    } else if (answer.kind === "newer") {
      this.ask(answer.revision, () => {
        store.forget(this.key);
        location.reload();
      });
    } else {
      said.indicate("kept", new Date());
      if (answer.kind === "refused") said.refused(answer.detail);
      else this.unreachable();
    }
  }

  private unreachable(): void {
    said.offline(retry);
    this.timer = setTimeout(() => void this.flush(), 5000);
  }

  private typed(): void {
    const now = fields.read(this.form);
    if (fields.same(now, this.clean)) return;
    store.keep(this.key, { fields: now, revision: this.revision, sent: false, at: Date.now() });
    this.later();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE);
  }

  private dirty(): boolean {
    return !fields.same(fields.read(this.form), this.clean);
  }

  private ask(revision: number, takeTheirs: () => void): void {
    this.asking = true;
    const free = (act: () => void) => (): void => {
      this.asking = false;
      act();
    };
    said.conflict(this.form, free(takeTheirs), free(() => {
      this.seen(revision);
      void this.flush();
    }));
  }

  private seen(revision: number): void {
    this.revision = revision;
    const field = this.form.elements.namedItem("revision");
    if (field instanceof HTMLInputElement) field.value = String(revision);
  }

  /** Submitted without leaving the page: what is typed from now on is a draft again. */
  private sent(revision: number): void {
    this.submitted = false;
    this.seen(Math.max(revision, this.revision));
    this.typed();
  }

  private unsent(revision: number | null): void {
    this.submitted = false;
    this.seen(Math.max(revision ?? 0, this.revision));
    if (navigator.onLine) return this.typed();
    this.typed();
    said.indicate("kept", new Date());
    said.offline(retry);
  }

  private submit(event: SubmitEvent): void {
    // a free run sends the code and leaves the draft as it is
    if (event.defaultPrevented || event.submitter?.hasAttribute("data-run")) return;
    if (!navigator.onLine) {
      event.preventDefault();
      this.typed();
      said.indicate("kept", new Date());
      said.offline(retry);
      return;
    }
    this.submitted = true;
    store.forget(this.key);
    // the page may be shown again by Back: then it saves again
    addEventListener("pageshow", () => (this.submitted = false), { once: true });
  }
}
