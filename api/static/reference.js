import { init } from "/docs/redoc.js";

init("/openapi.json", { disableTelemetry: true, sortRequiredPropsFirst: true, expandResponses: "200" }, document.getElementById("reference"));
