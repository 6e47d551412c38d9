// The form of a channel's name, as settings, addresses and messages may say it.

export const channelNameForm = /^[\w-]{1,40}$/
