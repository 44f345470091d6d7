// Takes webhooks: checks who sent them, and does each one once. Node 18 or newer, no packages.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const secret = Buffer.from(process.env.WEBHOOK_SECRET.replace(/^whsec_/, ""), "base64");
const done = new Set(); // in a real one: a table with the id as its key

function isGenuine(headers, body) {
  const { "webhook-id": id = "", "webhook-timestamp": sent = "", "webhook-signature": signatures = "" } = headers;
  const right = Buffer.from("v1," + createHmac("sha256", secret).update(`${id}.${sent}.`).update(body).digest("base64"));
  const same = (each) => each.length === right.length && timingSafeEqual(each, right);
  return Math.abs(Date.now() / 1000 - Number(sent)) <= 300 && signatures.split(" ").some((each) => same(Buffer.from(each)));
}

createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts), id = request.headers["webhook-id"];
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  const { type, data } = JSON.parse(body);
  if (!done.has(id)) console.log(type, data.url); // now fetch it
  done.add(id);
  response.writeHead(204).end();
}).listen(Number(process.env.PORT ?? 8080), "127.0.0.1");
