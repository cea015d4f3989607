// Sends text, files and pressed buttons, in order, each with its own id: tried again until the server has it,
// kept in the tab's storage meanwhile, so that a restart of the server neither loses nor doubles a message.

const KEPT = "dyspozytor";
const WAITS = [1, 2, 4, 8, 10];
const MB = 1024 * 1024;

const id = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16),
  );
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const plural = (n, one, few, many) =>
  n === 1 ? one : n % 10 > 1 && n % 10 < 5 && (n % 100 < 12 || n % 100 > 14) ? few : many;

export default {
  template: `
    <form class="composer" :class="{ over }" @submit.prevent="submit" @paste="paste"
          @dragover.prevent="over = true" @dragleave="over = false" @drop.prevent="drop">
      <button v-if="below" type="button" class="below" @click="down">Nowa wiadomość</button>
      <p v-if="notice" class="notice" role="status">{{ notice }}</p>
      <ul v-if="files.length" class="chips" aria-label="Dołączone pliki">
        <li v-for="(file, index) in files" :key="index">
          <span class="name">{{ file.name }}</span> <span class="size">{{ size(file.size) }}</span>
          <button type="button" class="icon" :aria-label="'Usuń plik ' + file.name" @click="drop_file(index)">
            <i class="q-icon material-icons" aria-hidden="true">close</i>
          </button>
        </li>
      </ul>
      <div class="line">
        <button type="button" class="icon" aria-label="Dołącz pliki" title="Dołącz pliki" @click="$refs.pick.click()">
          <i class="q-icon material-icons" aria-hidden="true">attach_file</i>
        </button>
        <input ref="pick" type="file" multiple hidden @change="picked" />
        <textarea ref="text" v-model="text" rows="1" enterkeyhint="send" aria-label="Wiadomość"
                  placeholder="Napisz wiadomość" @keydown.enter="enter"></textarea>
        <button type="submit" class="icon send" aria-label="Wyślij wiadomość" title="Wyślij wiadomość">
          <i class="q-icon material-icons" aria-hidden="true">send</i>
        </button>
      </div>
      <p v-if="over" class="target" aria-hidden="true">Upuść pliki, aby je dołączyć</p>
    </form>`,
  props: { limits: Object },
  emits: ["sent"],
  data() {
    return { text: "", files: [], queue: [], notice: "", over: false, busy: false, below: false };
  },
  mounted() {
    this.restore();
    this.follow();
    document.addEventListener("click", this.clicked);
    if (!this.touch()) this.$refs.text.focus();
    this.work();
  },
  unmounted() {
    this.unfollow();
    document.removeEventListener("click", this.clicked);
  },
  watch: {
    text() {
      this.keep();
      this.$nextTick(this.grow);
    },
  },
  methods: {
    follow() {
      // Keep the end in view while it is in view; a long message is shown from its beginning.
      const view = document.querySelector(".scroll");
      let end = true;
      const at_end = () => view.scrollHeight - view.scrollTop - view.clientHeight < 80;
      this.down = () => {
        const last = [...view.querySelectorAll(".message.ours")].at(-1);
        const waits = view.querySelector(".log.sent").childElementCount;
        const long = last && !waits && view.scrollHeight - last.offsetTop > view.clientHeight;
        view.scrollTop = long ? last.offsetTop - view.offsetTop - 12 : view.scrollHeight;
        this.below = false;
        end = true;
      };
      const moved = () => {
        end = at_end();
        if (end) this.below = false;
      };
      const grown = new MutationObserver(() => (end ? this.down() : (this.below = !at_end())));
      const sized = new ResizeObserver(() => end && this.down());
      view.addEventListener("wheel", moved, { passive: true });
      view.addEventListener("touchmove", moved, { passive: true });
      view.addEventListener("keyup", moved);
      grown.observe(view, { childList: true, subtree: true });
      sized.observe(view);
      this.unfollow = () => (grown.disconnect(), sized.disconnect());
      this.down();
    },
    touch: () => matchMedia("(pointer: coarse)").matches,
    size: (n) =>
      n < 1024 ? `${n} B` : n < MB ? `${Math.ceil(n / 1024)} kB` : `${(n / MB).toFixed(1).replace(".", ",")} MB`,
    grow() {
      const box = this.$refs.text;
      box.style.height = "auto";
      box.style.height = `${box.scrollHeight}px`;
    },
    enter(event) {
      if (event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    },
    paste(event) {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length) return;
      event.preventDefault();
      this.add(files);
    },
    drop(event) {
      this.over = false;
      this.add([...event.dataTransfer.files]);
    },
    picked(event) {
      this.add([...event.target.files]);
      event.target.value = "";
    },
    add(files) {
      const fit = files.filter((file) => file.size <= this.limits.file);
      const room = this.limits.files - this.files.length;
      this.files.push(...fit.slice(0, room));
      this.notice = "";
      if (fit.length < files.length) this.notice = `Plik może mieć do ${this.limits.file / MB} MB; większe pominięto.`;
      if (fit.length > room) this.notice = `Jedna wiadomość może mieć do ${this.limits.files} plików.`;
      this.$refs.text.focus();
    },
    drop_file(index) {
      this.files.splice(index, 1);
      this.$refs.text.focus();
    },
    clicked(event) {
      const choice = event.target.closest?.("[data-token]");
      if (choice) this.push({ choice: choice.dataset.token });
      const copy = event.target.closest?.("[data-copy]");
      if (copy) this.copy(copy);
    },
    async copy(button) {
      const code = button.parentElement.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Skopiowano";
        setTimeout(() => (button.textContent = "Kopiuj"), 2000);
      } catch {
        getSelection().selectAllChildren(code);
      }
    },
    submit() {
      if (!this.text.trim() && !this.files.length) return;
      this.push({ text: this.text.slice(0, this.limits.text + 1), files: this.files });
      this.text = "";
      this.files = [];
    },
    push(message) {
      this.queue.push({ id: id(), ...message });
      this.down();
      this.notice = "";
      this.keep();
      this.work();
      if (!this.touch()) this.$refs.text.focus();
    },
    async work() {
      if (this.busy) return;
      this.busy = true;
      while (this.queue.length) {
        await this.deliver(this.queue[0]);
        this.queue.shift();
        this.keep();
      }
      this.busy = false;
    },
    async deliver(message) {
      for (let tries = 0; ; tries++) {
        const answer = await this.post(message);
        if (answer?.ok) {
          this.notice = (await answer.json()).notices.join(" ");
          this.$emit("sent");
          return;
        }
        if (answer && answer.status !== 429 && answer.status < 500) return this.refused(message, answer.status);
        this.notice =
          answer?.status === 429
            ? "Dużo wiadomości naraz; ta zostanie wysłana za chwilę."
            : "Brak połączenia. Wiadomość zostanie wysłana, gdy połączenie wróci.";
        await pause(WAITS[Math.min(tries, WAITS.length - 1)]);
      }
    },
    async post(message) {
      const form = new FormData();
      form.append("id", message.id);
      form.append("text", message.text ?? "");
      form.append("choice", message.choice ?? "");
      for (const file of message.files ?? []) form.append("files", file, file.name);
      try {
        return await fetch("/rozmowa", { method: "POST", body: form });
      } catch {
        return null;
      }
    },
    refused(message, status) {
      if (message.text && !this.text) this.text = message.text;
      this.notice =
        status === 413
          ? "Pliki są razem za duże. Proszę wysłać je w kilku wiadomościach."
          : "Nie udało się wysłać. Proszę odświeżyć stronę i spróbować ponownie.";
    },
    keep() {
      const queue = this.queue.map(({ id, text, choice, files }) => ({ id, text, choice, lost: files?.length ?? 0 }));
      try {
        sessionStorage.setItem(KEPT, JSON.stringify({ text: this.text, queue }));
      } catch {
        // a full or forbidden storage only means that nothing survives a reload
      }
    },
    restore() {
      let kept = {};
      try {
        kept = JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
      } catch {
        // as above
      }
      const lost = (kept.queue ?? []).find((message) => message.lost);
      this.queue = (kept.queue ?? []).filter((message) => !message.lost);
      this.text = kept.text || lost?.text || "";
      if (lost)
        this.notice = `Proszę dołączyć ponownie ${lost.lost} ${plural(lost.lost, "plik", "pliki", "plików")}: wysyłanie zostało przerwane.`;
      this.$nextTick(this.grow);
    },
  },
};
