// The phone's camera: only on while somebody looks at it.

/** Why there is no live picture; `code` ends the key of its explanation, `take.camera.CODE.title`. */
export class CameraError extends Error {
  /**
   * @param {"insecure" | "unsupported" | "denied" | "missing" | "busy" | "ended"} code
   * @param {unknown} [cause]
   */
  constructor(code, cause) {
    super(code, { cause });
    this.name = "CameraError";
    this.code = code;
  }
}

const REASONS = {
  NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "missing",
  OverconstrainedError: "missing", NotReadableError: "busy", AbortError: "busy",
};

/**
 * What the camera is asked for. The network reads 224 pixels a side, and the checks 256: more than
 * this would only make a phone warm.
 */
const WANTED = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1440 } },
};

/**
 * The camera behind one `<video>` element. Pictures are the middle square of the stream's own frames,
 * exactly what the view shows and the hints were about; a photograph of its own (ImageCapture) would
 * show more than the ring promised, a second later.
 */
export class Camera {
  #stream = null;
  #video = null;
  /** Rises with each start and stop: a permission may be given when nobody waits any more. */
  #turn = 0;

  get isOn() {
    return this.#stream !== null;
  }

  /**
   * Asks for the camera and shows it.
   * @param {HTMLVideoElement} video
   * @param {(error: CameraError) => void} onEnd the device was taken away
   * @returns {Promise<boolean>} false where `stop` was called meanwhile
   */
  async start(video, onEnd) {
    this.stop();
    const turn = this.#turn;
    if (!window.isSecureContext) throw new CameraError("insecure");
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraError("unsupported");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia(WANTED);
    } catch (error) {
      throw new CameraError(REASONS[error.name] ?? "unsupported", error);
    }
    if (turn !== this.#turn) {
      end(stream);
      return false;
    }
    this.#stream = stream;
    this.#video = video;
    const [track] = stream.getVideoTracks();
    track.addEventListener("ended", () => {
      this.stop();
      onEnd(new CameraError("ended"));
    });
    video.srcObject = stream;
    try {
      await video.play();
    } catch (error) {
      // The view was left, or the page hidden, before the first frame.
      if (turn !== this.#turn) return false;
      this.stop();
      throw new CameraError("busy", error);
    }
    await focusContinuously(track);
    return turn === this.#turn;
  }

  /** Gives the camera back; its light goes out. */
  stop() {
    this.#turn += 1;
    if (this.#stream) end(this.#stream);
    if (this.#video) this.#video.srcObject = null;
    this.#stream = null;
    this.#video = null;
  }

  /** Whether this camera has a light that the browser lets pages switch. */
  get hasTorch() {
    return Boolean(this.#track?.getCapabilities?.().torch);
  }

  /** @param {boolean} isOn @returns {Promise<boolean>} whether it did as told */
  async setTorch(isOn) {
    try {
      await this.#track?.applyConstraints({ advanced: [{ torch: isOn }] });
      return Boolean(this.#track?.getSettings?.().torch ?? isOn) === isOn;
    } catch {
      return false;
    }
  }

  /**
   * The middle square as it is now.
   * @param {number} [side] in pixels; all that the stream has where it is left out
   * @returns {Promise<ImageBitmap | null>} null before the first frame
   */
  async square(side) {
    const video = this.#video;
    if (!video || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const { videoWidth: width, videoHeight: height } = video;
    const full = Math.min(width, height);
    if (full === 0) return null;
    const settings = side && side < full
      ? { resizeWidth: side, resizeHeight: side, resizeQuality: "medium" } : {};
    const [left, top] = [Math.floor((width - full) / 2), Math.floor((height - full) / 2)];
    return createImageBitmap(video, left, top, full, full, settings);
  }

  get #track() {
    return this.#stream?.getVideoTracks()[0];
  }
}

const end = (stream) => stream.getTracks().forEach((track) => track.stop());

async function focusContinuously(track) {
  if (!track.getCapabilities?.().focusMode?.includes("continuous")) return;
  try {
    await track.applyConstraints({ advanced: [{ focusMode: "continuous" }] });
  } catch {
    // It stays as the phone has it.
  }
}
