// Calls to the service, and what to tell people where one fails.

/** The response to a JSON body. Throws an Error whose message can be shown. */
export async function post(path, body, accept = "application/json") {
  let response;
  try {
    response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", Accept: accept }, body: JSON.stringify(body) });
  } catch {
    throw new Error("The service does not answer. Your text is still here: see that the service runs, then try again.");
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  if (response.status === 503) throw new Error(`The service is busy: ${problem.detail ?? "try again in a moment"}. Your text is still here.`);
  throw new Error(problem.title ? `${problem.title}: ${problem.detail}.` : `The service answers with status ${response.status}.`);
}

/** Save bytes or text as a file. */
export function save(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
