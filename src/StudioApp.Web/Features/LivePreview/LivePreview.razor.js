// One connection for all previews of a page; each canvas plays the newest burst of its generation in a loop.
import "../../_content/StudioApp.Assets/lib/signalr/signalr.min.js";
import "../../_content/StudioApp.Assets/lib/signalr-protocol-msgpack/signalr-protocol-msgpack.min.js";

const players = new Map(); // generation -> Set of players
let connecting = null;

function connect() {
  connecting ??= start();
  return connecting;
}

async function start() {
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(new URL("hubs/preview", document.baseURI).href, { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets })
    .withHubProtocol(new signalR.protocols.msgpack.MessagePackHubProtocol())
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => 1000 })
    .configureLogging(signalR.LogLevel.Warning)
    .build();

  // the answer tells the server that the burst is on the screen: only then it sends the newest one
  connection.on("preview", async (generation, sequence, step, totalSteps, framesPerSecond, frames) => {
    const watching = players.get(generation);
    if (watching) await Promise.all([...watching].map((p) => p.show(sequence, step, totalSteps, framesPerSecond, frames)));
    return sequence;
  });
  connection.onreconnected(() => Promise.all([...players.keys()].map((g) => connection.invoke("Watch", g))));

  await connection.start();
  return connection;
}

export function listen(_, canvas, generation) {
  const player = new Player(canvas);
  const together = players.get(generation) ?? new Set();
  players.set(generation, together.add(player));
  if (together.size === 1) {
    connect().then((c) => c.invoke("Watch", generation)).catch((e) => {
      connecting = null; // the next canvas tries again
      console.warn("The live preview could not connect; the generation goes on without it.", e);
    });
  }
  return {
    stop() {
      player.stop();
      together.delete(player);
      if (together.size > 0 || players.get(generation) !== together) return;
      players.delete(generation);
      connecting?.then((c) => c.invoke("Unwatch", generation)).catch(() => { /* the connection is gone, and the watch with it */ });
    },
  };
}

class Player {
  #canvas;
  #context;
  #frames = [];
  #period = 0;
  #since = 0;
  #drawn = -1;
  #request = 0;
  #still = matchMedia("(prefers-reduced-motion: reduce)").matches;

  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
  }

  async show(sequence, step, totalSteps, framesPerSecond, jpegs) {
    const frames = await Promise.all(jpegs.map((j) => createImageBitmap(new Blob([j], { type: "image/jpeg" }))));
    if (this.#canvas === null) return frames.forEach((f) => f.close());

    this.#frames.forEach((f) => f.close());
    this.#frames = frames;
    this.#period = 1000 / framesPerSecond;
    this.#since ||= performance.now();
    this.#drawn = -1;
    const { width, height } = frames[0];
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    this.#canvas.dataset.sequence = sequence;
    this.#canvas.dataset.step = `${step}/${totalSteps}`;
    this.#draw();
    if (!this.#request) this.#loop();
  }

  stop() {
    cancelAnimationFrame(this.#request);
    this.#frames.forEach((f) => f.close());
    this.#frames = [];
    this.#canvas = null;
  }

  #loop() {
    this.#request = requestAnimationFrame(() => {
      if (this.#canvas === null) return;
      this.#draw();
      this.#loop();
    });
  }

  #draw() {
    const turn = this.#still ? 0 : Math.floor((performance.now() - this.#since) / this.#period) % this.#frames.length;
    if (turn === this.#drawn) return;
    this.#context.drawImage(this.#frames[turn], 0, 0);
    this.#drawn = turn;
  }
}
