"use strict";
// The filters of a list are a closed drawer; where they stand beside the rows, they stand open.
const drawer = document.getElementById("filter-drawer");
const beside = window.matchMedia("(min-width: 75rem)");
if (drawer) {
  const follow = () => { drawer.open = beside.matches; };
  follow();
  beside.addEventListener("change", follow);
}
