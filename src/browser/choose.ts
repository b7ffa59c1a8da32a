/** Shift chooses all boxes from the last one to this, as in every list of files. */
const boxes = [...document.querySelectorAll<HTMLInputElement>('.list td.box input')];
let last = -1;
for (const [at, box] of boxes.entries())
  box.addEventListener('click', (event) => {
    if (event.shiftKey && last >= 0)
      for (const other of boxes.slice(Math.min(at, last), Math.max(at, last) + 1)) other.checked = box.checked;
    last = at;
  });
