/* Log-out empties the phone of households and lists; what is not sent does not go unsaid. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-leave]"), warning = document.getElementById("logout-warning");
  if (!form || !window.indexedDB) return;
  function warn(words) { warning.textContent = words; warning.hidden = false; }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const found = await AnjuKeeper.vault(), noted = await AnjuTicks.all();
    if ((found || noted.length) && !navigator.onLine) { warn(form.dataset.wordOffline); return; }
    if (found && found.unsent && !form.dataset.warned) {
      form.dataset.warned = "yes";
      warn(`${form.dataset.wordLose} ${found.unsent}`);
      return;
    }
    await AnjuTicks.send(document.body.dataset.token);
    const left = AnjuTicks.kept(await AnjuTicks.all()).length;
    if (left && !form.dataset.told) {
      form.dataset.told = "yes";
      warn(`${form.dataset.wordNotes} ${left}`);
      return;
    }
    await AnjuTicks.wipe();
    await AnjuKeeper.wipe("logout");
    await AnjuKeeper.contact(form.dataset.contact, document.body.dataset.token);
    form.submit();
  });
})();
