// What Django's date picker lacks in Chinese: one-letter days of the week, year before month, names of the links that only draw a picture.
if (window.CalendarNamespace) {
  CalendarNamespace.daysOfWeekInitial = ["日", "一", "二", "三", "四", "五", "六"];
  const draw = CalendarNamespace.draw;
  CalendarNamespace.draw = (month, year, place, ...more) => {
    draw.call(CalendarNamespace, month, year, place, ...more);
    const caption = document.getElementById(place).querySelector("caption");
    if (caption) caption.textContent = `${year}年${month}月`;
  };
  // Django adds the links when the page is loaded, before this.
  window.addEventListener("load", () => setTimeout(() => {
    document.querySelectorAll("a[id^=calendarlink]").forEach(link => {
      const entry = link.parentElement.parentElement.querySelector("input");
      const label = entry && entry.labels && entry.labels[0];
      link.setAttribute("aria-label", `选择日期${label ? `：${label.textContent.replace(/：$/, "").trim()}` : ""}`);
    });
  }));
}
