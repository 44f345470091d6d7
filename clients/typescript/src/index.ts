// The typed client. `schema.ts` beside it is generated from the OpenAPI document by `make clients`.
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema.js";

export type Factsheet = components["schemas"]["Factsheet"];
export type Problem = components["schemas"]["ProblemDetails"];
export type { components, paths };

// Codes on which a copy has to be removed, because its text has been taken back.
const TAKEN_BACK = new Set(["withdrawn", "withheld", "redacted", "translation-withheld"]);

export function mustBeRemoved(problem: Problem): boolean {
  return TAKEN_BACK.has(problem.code);
}

export interface Options {
  /** Where the installation is, for example `https://sheets.example`. */
  baseUrl: string;
  /** Not needed for reading. */
  key?: string;
}

/** The other formats are left out: answers are typed as JSON. */
type Json = "application/json" | "application/problem+json";

export function factsheets({ baseUrl, key }: Options): Client<paths, Json> {
  const headers = { Accept: "application/json", ...(key ? { Authorization: `Bearer ${key}` } : {}) };
  return createClient<paths, Json>({ baseUrl, headers });
}
