// A notebook that is chosen is read by the server, and the page comes back with its cells.

/** Lets the form of `box` be sent as forms are once a file is chosen. */
export default function mount(box: HTMLElement): void {
  const file = box.querySelector<HTMLInputElement>("input[type=file]");
  const form = box.closest("form");
  if (!file || !form) return;
  file.addEventListener("change", () => {
    if (file.files?.length) delete form.dataset.inplace;
    else form.dataset.inplace = "";
  });
}
