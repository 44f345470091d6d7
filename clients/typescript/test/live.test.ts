// Talks to the server whose address is in BASE_URL. It has an asthma sheet in English and French, and one on inhalers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { factsheets, mustBeRemoved, type Factsheet, type Problem } from "../src/index.js";

const baseUrl = process.env.BASE_URL;
assert(baseUrl, "BASE_URL must name a server");
const api = factsheets({ baseUrl });
const ASTHMA = { slug: "asthma" };

test("lists sheets", async () => {
  const { data } = await api.GET("/api/v1/factsheets/", { params: { query: { lang: "en", page_size: 50 } } });
  const slugs: string[] = data!.results.map((sheet) => sheet.slug);
  assert.deepEqual(slugs, ["asthma", "inhalers"]);
  assert.equal(data!.count, 2);
});

test("reads a sheet in French, with its types", async () => {
  const { data } = await api.GET("/api/v1/factsheets/{slug}/", { params: { path: ASTHMA, query: { lang: "fr" } } });
  const sheet: Factsheet = data!;
  const direction: "ltr" | "rtl" = sheet.language.direction;
  const status: "source" | "current" | "outdated" = sheet.translation.status;
  assert.deepEqual([sheet.language.served, direction, status], ["fr", "ltr", "outdated"]);
  for (const section of sheet.sections)
    for (const block of section.blocks) if (block.type === "list") assert(block.items.every((item) => item.html));
  // @ts-expect-error a member that there is not
  assert.equal(sheet.headline, undefined);
});

test("takes a problem for what it is", async () => {
  const cy = { params: { path: ASTHMA, query: { lang: "cy" } } };
  const { error, response } = await api.GET("/api/v1/factsheets/{slug}/", cy);
  const problem: Problem = error!;
  assert.deepEqual([response.status, problem.code], [404, "translation-missing"]);
  assert(problem.available_languages!.some((language) => language.code === "fr"));
  assert(!mustBeRemoved(problem));
});

test("knows what has to be removed", async () => {
  const { error } = await api.GET("/api/v1/factsheets/{slug}/", { params: { path: { slug: "wheezing" } } });
  assert(mustBeRemoved(error!));
});

test("asks again with the ETag", async () => {
  const asked = { path: ASTHMA, query: { lang: "fr" } };
  const first = await api.GET("/api/v1/factsheets/{slug}/", { params: asked });
  const etag = first.response.headers.get("ETag")!;
  const again = { params: { ...asked, header: { "If-None-Match": etag } } };
  const { response } = await api.GET("/api/v1/factsheets/{slug}/", again);
  assert.equal(response.status, 304);
});
