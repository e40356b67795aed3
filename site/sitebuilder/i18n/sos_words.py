"""What the page for people in danger and the desk of their calls say: short, and each a thing to know or to do."""

from .labels import N_

SOS = {
    "phone-missing": N_("Your phone number, so that rescuers can call you."),
    "phone-unreadable": N_("This is no phone number. Look at each digit."),
    "place-missing": N_("Where are you? Press the button, or write it."),
    "position-wait": N_("Looking for you…"),
    "position-found": N_("✓ Place found, within {} m."),
    "position-lost": N_("No place found. Write where you are."),
    "invalid-input": N_("Something in it cannot be read. Look at it again."),
    "unsent": N_("NOT SENT YET. Call if you can."),
    "too-many-calls": N_("NOT SENT YET: too many calls at once. Call 112 or 114 now."),
    "now-received": N_("Your call has arrived. Stay where you are, phone on."),
    "now-seen": N_("Rescuers have seen your call. Stay where you are."),
    "now-on-the-way": N_("Help is on the way. Wave something bright."),
    "now-reached": N_("Help is with you. Do what the rescuers say."),
    "now-safe": N_("You are safe. The call is closed."),
    "now-false-alarm": N_("The rescuers have closed this call."),
    "safe-noted": N_("Noted: you are safe. The rescuers call you to be sure."),
    "gone": N_("This call is no longer kept. In danger? Call again."),
}
WATERS = {
    "water-none": N_("No water here"),
    "water-ankle": N_("To the ankles"),
    "water-knee": N_("To the knees"),
    "water-waist": N_("To the waist"),
    "water-chest": N_("To the chest"),
    "water-roof": N_("To the roof"),
}
NEEDS = {
    "need-infants": N_("Small children"),
    "need-elderly": N_("Elderly"),
    "need-injured": N_("Injured or sick"),
    "need-pregnant": N_("Pregnant"),
    "need-disabled": N_("Disabled"),
}
CALLS = {
    "people": N_("People: {}"),
    "battery": N_("Battery: {}"),
    "within": N_("within {} m"),
    "other-phone": N_("told by another phone"),
    "call-received": N_("New"),
    "call-seen": N_("Seen"),
    "call-on-the-way": N_("Help on the way"),
    "call-reached": N_("Help is there"),
    "move-see": N_("I have seen it"),
    "move-send-help": N_("Help is on the way"),
    "move-turn-back": N_("Help had to turn back"),
    "move-reach": N_("Help is there"),
    "move-safe": N_("Safe: close it"),
    "move-false-alarm": N_("False alarm: close it"),
    "did-see": N_("Noted. Who called reads that it was seen."),
    "did-send-help": N_("Noted. Who called reads that help is on the way."),
    "did-turn-back": N_("Noted. The call waits for help again."),
    "did-reach": N_("Noted. Who called reads it."),
    "did-safe": N_("Closed. Who called reads it."),
    "did-false-alarm": N_("Closed. Who called reads it."),
    "no-such-call": N_("This call is no longer there."),
    "call-changed": N_("A colleague was quicker, or more was told. Look at the call again."),
    "call-move-refused": N_("This can no longer be done with the call as it is now."),
    "text-missing": N_("Please say why: it is read by who waits."),
}
