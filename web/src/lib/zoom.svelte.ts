/** Zoom and pan of a drawing by wheel, fingers and keys; a whole drawing lies at 1, and never out of sight. */
export class Zoom {
  k = $state(1)
  x = $state(0)
  y = $state(0)
  /** How far the pointer has gone since it was pressed: a press that moves is no click. */
  moved = 0
  #pointers = new Map<number, [number, number]>()
  #frame: () => { svg: SVGSVGElement; width: number; height: number }

  constructor(frame: () => { svg: SVGSVGElement; width: number; height: number }) {
    this.#frame = frame
  }

  home = (): void => this.#set(1, 0, 0)

  by(factor: number, cx = this.#frame().width / 2, cy = this.#frame().height / 2): void {
    const k = Math.max(1, Math.min(14, this.k * factor))
    const f = k / this.k
    if (k === 1) this.home()
    else this.within(k, cx - (cx - this.x) * f, cy - (cy - this.y) * f)
  }

  pan = (dx: number, dy: number): void => this.within(this.k, this.x + dx, this.y + dy)

  within(k: number, x: number, y: number): void {
    const { width, height } = this.#frame()
    k = Math.max(1, Math.min(14, k))
    const slack = k === 1 ? 0.3 : 0.5
    const bound = (n: number, size: number) => Math.min(size * slack, Math.max(size * (1 - slack) - size * k, n))
    this.#set(k, bound(x, width), bound(y, height))
  }

  #set(k: number, x: number, y: number): void {
    this.k = k
    this.x = x
    this.y = y
  }

  #at(event: PointerEvent | WheelEvent): [number, number] {
    const box = this.#frame().svg.getBoundingClientRect()
    return [event.clientX - box.left, event.clientY - box.top]
  }

  down = (event: PointerEvent): void => {
    if (event.button) return
    this.#pointers.set(event.pointerId, this.#at(event))
    this.moved = 0
  }

  drag = (event: PointerEvent): void => {
    const was = this.#pointers.get(event.pointerId)
    if (!was) return
    const { svg } = this.#frame()
    const now = this.#at(event)
    this.moved += Math.abs(now[0] - was[0]) + Math.abs(now[1] - was[1])
    if (this.moved > 5 && !svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId)
    if (this.#pointers.size === 1) this.pan(now[0] - was[0], now[1] - was[1])
    else {
      const rest = [...this.#pointers].find(([pointer]) => pointer !== event.pointerId)![1]
      const span = (p: [number, number]) => Math.hypot(p[0] - rest[0], p[1] - rest[1])
      this.by(span(now) / Math.max(1, span(was)), (now[0] + rest[0]) / 2, (now[1] + rest[1]) / 2)
    }
    this.#pointers.set(event.pointerId, now)
  }

  up = (event: PointerEvent): void => void this.#pointers.delete(event.pointerId)

  wheel = (event: WheelEvent): void => {
    event.preventDefault()
    this.by(Math.exp(-event.deltaY / 400), ...this.#at(event))
  }
}
