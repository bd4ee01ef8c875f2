// Django's Chinese catalogue has no one-letter names for the days of the week of its date picker.
if (window.CalendarNamespace) {
  CalendarNamespace.daysOfWeekInitial = ["日", "一", "二", "三", "四", "五", "六"];
}
