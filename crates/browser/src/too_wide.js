// What reaches beyond the sides of the screen, unless it scrolls by itself; of those inside each other the innermost.
const wide = document.documentElement.clientWidth;
const scrolls = (element) => {
  for (let up = element.parentElement; up; up = up.parentElement) {
    if (getComputedStyle(up).overflowX !== 'visible') return true;
  }
  return false;
};
const reaches = (element) => {
  const box = element.getBoundingClientRect();
  return box.width > 1 && (box.right > wide + 1 || box.left < -1) && getComputedStyle(element).position !== 'absolute';
};
const found = [...document.body.querySelectorAll('*')].filter((element) => reaches(element) && !scrolls(element));
const told = found.filter((element) => !found.some((other) => other !== element && element.contains(other))).map((element) => {
  const box = element.getBoundingClientRect();
  return `${element.outerHTML.slice(0, 100)} from ${Math.round(box.left)} to ${Math.round(box.right)}`;
});
const whole = document.documentElement.scrollWidth;
return whole > wide ? [`the page is ${whole} px wide, the screen ${wide}`, ...told] : told;
