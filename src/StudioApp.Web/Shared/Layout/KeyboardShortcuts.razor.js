// "?" opens the keyboard help, unless somebody is writing or a dialog is open.
export function listen(page) {
  const onKey = event => {
    if (event.key !== "?" || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("[role=dialog]")) return;
    event.preventDefault();
    page.invokeMethodAsync("HelpAsync");
  };
  document.addEventListener("keydown", onKey);
  return { stop: () => document.removeEventListener("keydown", onKey) };
}
