// Whether the element with the focus is on the screen, and whether one can see that it has the focus.
const element = document.activeElement;
const box = element.getBoundingClientRect();
const style = getComputedStyle(element);
return {
  inside: element.closest('main') !== null,
  what: element.outerHTML.slice(0, 160),
  seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none',
};
