/* Photos and signatures of a visit: made small, sealed at once, shown as long as the page is open. */
(function (scope) {
  "use strict";
  const { word, draw } = scope.AnjuScreens, vault = scope.AnjuVault;

  /* What is still being made small and sealed; a visit is saved only after it. */
  let pending = Promise.resolve();
  const settled = () => pending;
  function hold(work) {
    document.body.dataset.unsaved = "yes";
    pending = Promise.allSettled([pending, work]);
    return work;
  }

  /* Adds to item.shots; resolves when it is sealed on the phone. */
  async function add(item, blob, what, question) {
    const shot = { id: AnjuOutbox.newId(), what, question: question || "" };
    await vault.putPicture(shot.id, blob);
    item.shots = [...(item.shots || []), shot];
    return shot;
  }
  async function drop(item, shot) {
    await vault.removePicture(shot.id);
    item.shots = item.shots.filter((one) => one.id !== shot.id);
  }
  async function thumb(item, shot, changed) {
    const blob = await vault.picture(shot.id), line = draw("thumb", {}, {
      drop: async () => { await drop(item, shot); line.remove(); changed(); },
    });
    const image = line.querySelector("img");
    image.onload = () => URL.revokeObjectURL(image.src);
    if (blob) image.src = URL.createObjectURL(blob);
    image.alt = shot.what === "photo" ? word("photo") : word("signature");
    return line;
  }
  async function show(place, item, what, question, changed) {
    const shots = (item.shots || []).filter((shot) => shot.what === what && shot.question === question);
    place.replaceChildren(...(await Promise.all(shots.map((shot) => thumb(item, shot, changed)))));
  }
  /* A file field: what is chosen is sealed and shown, the field is empty again. */
  function photos(input, place, item, question, changed) {
    show(place, item, "photo", question, changed);
    input.addEventListener("change", () => {
      const chosen = Array.from(input.files);
      input.value = "";
      hold(take(chosen));
    });
    async function take(chosen) {
      for (const file of chosen) await add(item, await AnjuPhoto.small(file), "photo", question);
      await show(place, item, "photo", question, changed);
      changed();
    }
  }

  /* A pad to sign on with the finger: black on white, so that it prints. */
  function pad(canvas, item, question, changed) {
    const pen = canvas.getContext("2d");
    let down = false, drawn = false;
    function blank() {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      Object.assign(pen, { strokeStyle: "#111", lineWidth: 4, lineCap: "round", lineJoin: "round" });
      drawn = false;
    }
    const spot = (event) => {
      const box = canvas.getBoundingClientRect();
      return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
    };
    canvas.addEventListener("pointerdown", (event) => { down = true; canvas.setPointerCapture(event.pointerId); pen.beginPath(); pen.moveTo(...spot(event)); });
    canvas.addEventListener("pointermove", (event) => { if (down) { pen.lineTo(...spot(event)); pen.stroke(); drawn = true; } });
    canvas.addEventListener("pointerup", () => { down = false; if (drawn) hold(keep()); });
    const mine = () => (item.shots || []).find((shot) => shot.what === "signature" && shot.question === question);
    async function keep() {
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
      const old = mine();
      await add(item, blob, "signature", question);
      if (old) await drop(item, old);
      changed();
    }
    async function again() {
      const old = mine();
      blank();
      if (old) { await drop(item, old); changed(); }
    }
    async function load() {
      blank();
      const blob = mine() && (await vault.picture(mine().id));
      if (blob) pen.drawImage(await createImageBitmap(blob), 0, 0);
    }
    load();
    return { again };
  }

  scope.AnjuShots = { photos, pad, settled };
})(self);
