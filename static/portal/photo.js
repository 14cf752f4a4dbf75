/* A photo is made small on the phone where the browser can read it; else it goes as it is, the server reads more kinds. */
(function (scope) {
  "use strict";
  const SIDE = 1600, QUALITY = 0.82;

  async function small(file) {
    if (!window.createImageBitmap) return file;
    try {
      const image = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(image.width * scale));
      canvas.height = Math.max(1, Math.round(image.height * scale));
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
      return blob && blob.size < file.size ? blob : file;
    } catch (error) {
      return file;
    }
  }

  scope.AnjuPhoto = { small };
})(self);
