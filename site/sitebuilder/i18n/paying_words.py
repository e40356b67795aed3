"""What the scripts of bills, receipts and shops say, by the codes of the API and our own."""

from .account_words import FORM
from .labels import N_
from .wallet_words import PAYMENT

CATEGORIES = {
    "electricity": N_("Electricity"),
    "water": N_("Water"),
    "telecom": N_("Phone and internet"),
    "tuition": N_("Tuition"),
    "hospital": N_("Hospital"),
    "public-fees": N_("Public fees"),
    "shop": N_("Shop"),
}
COMPANIES = {
    "EVNCPC": N_("Hue Power Company"),
    "HUEWACO": N_("Hue Water Supply (HueWACO)"),
    "VNPT": N_("VNPT Hue"),
    "HUEUNI": N_("Hue University"),
    "BVTWHUE": N_("Hue Central Hospital"),
    "HUEGOV": N_("Hue public services"),
}
NAMES = {name: name for name in COMPANIES.values()}  # the API's own words, where it tells no code
# Merchant category codes (ISO 18245), in the order in which people choose from them.
KINDS = {
    "5812": N_("Restaurant"),
    "5814": N_("Café, snacks"),
    "5411": N_("Groceries"),
    "5462": N_("Bakery"),
    "5499": N_("Local specialities"),
    "5947": N_("Gifts and crafts"),
    "5912": N_("Pharmacy"),
    "7011": N_("Hotel, homestay"),
    "4121": N_("Taxi"),
    "7991": N_("Sights and tours"),
    "7230": N_("Hairdresser, beauty"),
    "5999": N_("Another shop"),
}
KIND_WORDS = {f"mcc-{code}": words for code, words in KINDS.items()}
AMOUNT = {"amount-unreadable": PAYMENT["amount-unreadable"]}
RECEIPT = {
    **CATEGORIES,
    **COMPANIES,
    "paid": N_("Paid"),
    "partly-returned": N_("Paid, and a part given back"),
    "returned": N_("Paid, and given back"),
    "no-such-transfer": N_("Your wallet has no receipt at this address."),
    "not-found": N_("Your wallet has no receipt at this address."),
}
CHECK = {
    **CATEGORIES,
    **NAMES,
    "receipt-code": N_("Please enter the code as it stands on the receipt."),
    "paid-title": N_("Genuine: paid"),
    "paid-text": N_("HueCity made this payment. Compare name, amount and day with the receipt before you."),
    "partly-returned-title": N_("Genuine, but a part was given back"),
    "partly-returned-text": N_("HueCity made this payment, and a part of the money went back to who paid."),
    "returned-title": N_("Genuine, but the money was given back"),
    "returned-text": N_("This counts as not paid: all of the money went back to who paid."),
    "unknown-title": N_("No receipt has this code"),
    "unknown-text": N_("Compare the code once more. If it is the same, the receipt is not from HueCity: do not rely on it."),
}
BILLS = {
    **CATEGORIES,
    **COMPANIES,
    "code-example": N_("It stands on each of your bills, such as {}."),
    "customer-code": N_("This does not look like a customer code of this company. Please compare it with a bill."),
    "no-such-customer": N_("This company has no customer with this code."),
    "no-such-biller": N_("The wallet pays no bills of this company any more."),
    "biller-unavailable": N_("The company does not answer. Nothing has moved: please try again in a few minutes."),
    "choose-bill": N_("Please choose a bill first."),
    "due": N_("due on {}"),
    "was-due": N_("was due on {}"),
    "paid-here": N_("paid here; the company is being told"),
    "bill-paid": N_("This bill has been paid already. Nothing has moved."),
    "bill-changed": N_("The company has changed the amount. Nothing has moved: press “Look again”."),
    "bill-not-due": N_("This bill must be looked up anew. Nothing has moved: press “Look again”."),
}
CODES = {
    **dict.fromkeys(("qr-unknown", "qr-too-long"), N_("This is no code for payments. A shop’s code begins with 000201.")),
    **dict.fromkeys(
        ("qr-truncated", "qr-doubled", "qr-category", "qr-amount"),
        N_("A part of this code is missing or damaged. Please scan it again, or ask the shop for a new one."),
    ),
    "qr-checksum": N_("This code was changed. Do not pay with it: ask the shop for a new one."),
    "qr-payee": N_("This code pays no shop of HueCity."),
    "qr-bank": N_("This code pays a bank account. Pay it with your bank’s app; the wallet pays shops of HueCity."),
    **dict.fromkeys(("qr-currency", "qr-country"), N_("This code is not for payments in đồng in Vietnam.")),
    "qr-tip": N_("This code asks for a tip or a fee, which the wallet cannot add."),
    "no-such-merchant": N_("There is no such shop any more. Nothing has moved."),
    "merchant-closed": N_("This shop takes no payments at the moment. Nothing has moved."),
    "no-such-order": N_("The shop does not know this order. Please ask for a new code."),
    "order-paid": N_("This order has been paid already. Nothing has moved."),
    "order-ended": N_("This code has run out, and nothing has moved. Please ask the shop for a new one."),
    "order-changed": N_("The shop asks for another amount now. Nothing has moved: please scan its code again."),
}
SCAN = {
    "no-code": N_("No code was found in this picture. Come closer, or take it with more light."),
    "no-camera": N_("No camera can be used here. Choose a picture, or type the text of the code."),
    "camera-refused": N_("The browser may not use the camera. Allow it in its settings, or choose a picture."),
    "camera-busy": N_("Another app is using the camera. Close it and try again."),
    "good-until": N_("The code is good until {}."),
}
SHOP = {
    "not-allowed": N_("Your account may not do this."),
    "no-such-merchant": N_("You have no shop here yet."),
}
ORDERS = {
    "order-note": N_("At most 25 letters."),
    "merchant-closed": N_("Your shop takes no payments at the moment. The hotline knows more."),
    "no-such-order": N_("This order is no longer there. Please make a new one."),
}
APPLICATION = {
    "merchant-name": N_("A name has one line with at most 60 letters."),
    "merchant-category": N_("Please choose one of the list."),
    "merchant-address": N_("An address has one line with at most 120 letters."),
    "tax-code": N_("A tax code has 10 digits, 13 for a branch, or 12 for a household business."),
    "already-applied": N_("You have a shop already, or an application that is being checked."),
}
TAKINGS = {
    "no-day": N_("There is no such day."),
    "by-order": N_("Code with an amount"),
    "by-shop-code": N_("The shop’s own code"),
    "given-back": N_("Given back"),
    "give-back": N_("Give money back"),
    "refunded": N_("The money is back in the wallet it came from."),
    "too-much-back": N_("No more can be given back than was paid."),
    "no-such-transfer": N_("This payment did not go to your shop."),
    "csv-time": N_("Time"),
    "csv-kind": N_("Kind"),
    "csv-amount": N_("Amount (₫)"),
    "csv-order": N_("Order"),
    "csv-payment": N_("Payment"),
}
PAGES: dict[str, tuple[dict[str, str], ...]] = {
    "bills": (FORM, PAYMENT, BILLS),
    "paying": (FORM, PAYMENT, CODES, SCAN),
    "receipt": (FORM, RECEIPT),
    "check": (FORM, CHECK),
    "shop": (FORM, SHOP, KIND_WORDS, AMOUNT, ORDERS),
    "apply": (FORM, SHOP, APPLICATION),
    "takings": (FORM, PAYMENT, SHOP, TAKINGS),
}
