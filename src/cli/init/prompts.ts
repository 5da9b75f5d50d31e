// A module of ours, loaded only where there is somebody to ask.
export { confirm, intro, isCancel, multiselect, outro, select, text } from '@clack/prompts'
