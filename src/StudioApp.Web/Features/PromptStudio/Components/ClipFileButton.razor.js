// A clip's file, chosen or dropped anywhere on the page, goes to the server by HTTP; what comes back are the settings it carries.
export function listen(component, input) {
  const ask = (file) => fetch("api/v1/clips/settings", { method: "POST", headers: { "content-type": "application/octet-stream" }, body: file });

  const read = async (file) => {
    try {
      const answer = await ask(file);
      if (answer.ok) return await component.invokeMethodAsync("Read", await answer.text());
      const problem = await answer.json();
      return await component.invokeMethodAsync("Refuse", problem.code, problem.detail);
    } catch (e) {
      console.warn("The file could not be read.", e);
      return component.invokeMethodAsync("Refuse", "clip.not-a-video", "This file could not be read.");
    }
  };

  const onChange = () => {
    const [file] = input.files;
    input.value = ""; // the same file can be chosen again
    if (file) read(file);
  };
  const carriesFile = (e) => e.dataTransfer?.types.includes("Files");
  const onDragOver = (e) => carriesFile(e) && e.preventDefault();
  const onDrop = (e) => {
    if (!carriesFile(e)) return;
    e.preventDefault();
    const [file] = e.dataTransfer.files;
    // a picture is to start from: the composer takes it
    if (!file.type.startsWith("image/")) read(file);
  };

  input.addEventListener("change", onChange);
  document.addEventListener("dragover", onDragOver);
  document.addEventListener("drop", onDrop);
  return {
    stop() {
      input.removeEventListener("change", onChange);
      document.removeEventListener("dragover", onDragOver);
      document.removeEventListener("drop", onDrop);
    },
  };
}
