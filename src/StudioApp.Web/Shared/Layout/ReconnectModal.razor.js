// Shows how the connection is, and tries again when the person asks or comes back to the tab.
const modal = document.getElementById("components-reconnect-modal");

modal.addEventListener("components-reconnect-state-changed", event => {
  switch (event.detail.state) {
    case "show":
    case "paused":
      if (!modal.open) modal.showModal();
      break;
    case "hide":
      modal.close();
      // Blazor shows it for every try that failed; now that one has succeeded, nothing is broken
      document.getElementById("blazor-error-ui").style.display = "";
      break;
    case "failed":
      document.addEventListener("visibilitychange", retryWhenSeen);
      break;
    case "rejected":
      // the server is back but does not know this page any more: what was saved is there after a reload
      location.reload();
      break;
  }
});

modal.addEventListener("cancel", event => event.preventDefault());

modal.addEventListener("click", event => {
  switch (event.target.closest("[data-reconnect]")?.dataset.reconnect) {
    case "retry": return retry();
    case "resume": return resume();
    case "reload": return location.reload();
  }
});

async function retry() {
  document.removeEventListener("visibilitychange", retryWhenSeen);
  try {
    if (!await Blazor.reconnect()) await resume();
  } catch {
    // the server is still away: the next look at the page tries again
    document.addEventListener("visibilitychange", retryWhenSeen);
  }
}

async function resume() {
  if (await Blazor.resumeCircuit()) modal.close();
  else location.reload();
}

function retryWhenSeen() {
  if (document.visibilityState === "visible") retry();
}
