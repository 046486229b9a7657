// Sending one draft.
import { setting } from "../dom";
import type { Fields } from "./store";

export type Answer =
  | { kind: "saved"; revision: number; at: Date }
  | { kind: "newer"; revision: number }
  | { kind: "refused"; detail: string }
  | { kind: "unreachable" };

/** Posts `fields`; `leaving` lets the request outlive the page. */
export async function send(
  address: string,
  fields: Fields,
  revision: number,
  leaving = false,
): Promise<Answer> {
  const body = new URLSearchParams([...fields, ["revision", String(revision)]]);
  try {
    const response = await fetch(address, {
      method: "POST",
      body,
      keepalive: leaving,
      headers: { "X-CSRFToken": setting("csrf"), Accept: "application/json" },
    });
    return await understood(response);
  } catch {
    return { kind: "unreachable" };
  }
}

async function understood(response: Response): Promise<Answer> {
  if (response.status >= 500) return { kind: "unreachable" };
  // signed out meanwhile: the sign-in page came back
  const json = response.headers.get("Content-Type")?.includes("json") && !response.redirected;
  const data = (json ? await response.json() : {}) as { revision?: number; saved_at?: string; detail?: string };
  if (response.ok && json)
    return { kind: "saved", revision: data.revision ?? 0, at: new Date(data.saved_at ?? Date.now()) };
  if (response.status === 409 && data.revision !== undefined)
    return { kind: "newer", revision: data.revision };
  return { kind: "refused", detail: data.detail ?? "" };
}
