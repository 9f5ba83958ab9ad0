// What reaches beyond the sides of the screen, unless it scrolls by itself.
const wide = document.documentElement.clientWidth;
const scrolls = (element) => {
  for (let up = element.parentElement; up; up = up.parentElement) {
    if (getComputedStyle(up).overflowX !== 'visible') return true;
  }
  return false;
};
const out = document.documentElement.scrollWidth > wide ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
for (const element of document.body.querySelectorAll('*')) {
  const box = element.getBoundingClientRect();
  if (box.width > 1 && (box.right > wide + 1 || box.left < -1) && !scrolls(element) && getComputedStyle(element).position !== 'absolute') {
    out.push(`${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} from ${Math.round(box.left)} to ${Math.round(box.right)}`);
  }
}
return out;
