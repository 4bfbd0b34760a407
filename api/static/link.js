// An article in the fragment of the address, which browsers do not send: deflated, in the letters of base64url.

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

/** The fragment that holds an article. */
export async function toFragment({ text, published_at }) {
  const bytes = await through(new TextEncoder().encode(JSON.stringify({ text, published_at })), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `#a=${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** The article that a fragment holds; null where it holds none. Throws where the article is not whole. */
export async function fromFragment(hash) {
  if (!hash.startsWith("#a=")) return null;
  const binary = atob(hash.slice(3).replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = await through(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)), new DecompressionStream("deflate-raw"));
  const { text, published_at } = JSON.parse(new TextDecoder().decode(bytes));
  return { text: String(text), published_at };
}
