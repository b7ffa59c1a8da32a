/**
 * A box to draw one's signature in, by finger, pen or mouse. It writes lines into a hidden field ("M10 20L30 40"), and
 * does nothing else: whoever does not draw, or has no script, signs by typing.
 */
/** As much as is taken (rooms/agreements/signing/signer.ts). */
const MOST = 19_900;

for (const box of document.querySelectorAll<HTMLElement>('[data-island="draw-mark"]')) open(box);

function open(box: HTMLElement): void {
  const field = box.querySelector<HTMLInputElement>('input[name="mark"]');
  if (!field) return;
  const [width, height] = [Number(box.dataset.width), Number(box.dataset.height)];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', box.dataset.label ?? '');
  const path = document.createElementNS(svg.namespaceURI, 'path');
  svg.append(path);
  const label = document.createElement('p');
  label.textContent = box.dataset.label ?? '';
  const clear = document.createElement('button');
  clear.type = 'button';
  clear.className = 'quiet-button';
  clear.textContent = box.dataset.clear ?? '';
  const show = () => path.setAttribute('d', field.value);
  const at = ({ clientX, clientY }: PointerEvent): string => {
    const { left, top, width: w, height: h } = svg.getBoundingClientRect();
    const within = (value: number, most: number) => Math.max(0, Math.min(most - 1, Math.round(value)));
    return `${within(((clientX - left) / w) * width, width)} ${within(((clientY - top) / h) * height, height)}`;
  };
  let draws = false;
  svg.addEventListener('pointerdown', (event) => {
    draws = true;
    svg.setPointerCapture(event.pointerId);
    field.value += `M${at(event)}`;
    show();
  });
  svg.addEventListener('pointermove', (event) => {
    if (!draws || field.value.length > MOST) return;
    field.value += `L${at(event)}`;
    show();
  });
  for (const end of ['pointerup', 'pointercancel']) svg.addEventListener(end, () => (draws = false));
  clear.addEventListener('click', () => {
    field.value = '';
    show();
  });
  box.append(label, svg, clear);
  box.hidden = false;
  show();
}
