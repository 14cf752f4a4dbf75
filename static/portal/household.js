/* 代办: finding the household without sending the form. Without a script the button sends it, and it comes back with what was found. */
(function () {
  "use strict";
  const box = document.getElementById("household");
  if (!box) return;
  const query = document.getElementById("household_q"), list = document.getElementById("households"), none = document.getElementById("household-none");

  async function find(event) {
    event.preventDefault();
    const answer = await fetch(`${box.dataset.search}?q=${encodeURIComponent(query.value)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const found = await answer.json();
    none.textContent = found.message;
    list.replaceChildren(...found.households.map((each, index) => choice(each, index === 0 && found.households.length === 1)));
  }
  function choice(each, only) {
    const label = document.createElement("label"), input = document.createElement("input"), word = document.createElement("span");
    label.className = "tap";
    Object.assign(input, { type: "radio", name: "household", value: each.id, checked: only });
    word.textContent = each.label;
    label.append(input, word);
    return label;
  }
  document.getElementById("find").addEventListener("click", find);
  query.addEventListener("keydown", (event) => { if (event.key === "Enter") find(event); });
})();
