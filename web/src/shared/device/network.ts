import { ref } from 'vue'

/** Whether the device says it has a network. A "yes" may still be wrong; requests find out. */
export const online = ref(navigator.onLine)

const update = () => {
  online.value = navigator.onLine
}
addEventListener('online', update)
addEventListener('offline', update)
