// Writes into the box what did not come from it.
export function listen(_, box) {
  return {
    show(text) {
      box.value = text;
    },
    stop() { },
  };
}
