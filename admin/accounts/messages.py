"""What is said while signing in, in our words: the library's name for it, the text, and its tone."""

from __future__ import annotations

from survey.texts import N_

NOT_RIGHT = N_("The e-mail address and the password do not fit together. Try again.")
WRONG_CODE = N_("The code does not fit. Write the one that is shown now.")
PASSKEY_FAILED = N_("The passkey could not be used here. Try again, or sign in with a password.")
NAME_THE_PASSKEY = N_("Write what you call the passkey, for example “my phone”.")
START_AGAIN = N_("That took too long. Please start again.")

MESSAGES: dict[str, tuple[str, str]] = {
    "API_ERROR": (N_("Something was missing in what was sent. Please start again."), "error"),
    "GENERIC_AUTHN_FAILED": (NOT_RIGHT, "error"),
    "USER_DOES_NOT_EXIST": (NOT_RIGHT, "error"),
    "INVALID_PASSWORD": (NOT_RIGHT, "error"),
    "DISABLED_ACCOUNT": (N_("This account may not sign in any more. Ask the owner."), "error"),
    "IDENTITY_NOT_REGISTERED": (
        N_("Nobody with your address has been invited here. Ask the owner for an invitation."),
        "error",
    ),
    "GENERIC_RECOVERY": (
        N_("If that address is known here, a letter with a link is on its way to it."),
        "info",
    ),
    "PASSWORD_RESET_REQUEST": (
        N_("If that address is known here, a letter with a link is on its way to it."),
        "info",
    ),
    "PASSWORD_RESET_EXPIRED": (N_("The link is too old. Ask for a new one."), "error"),
    "INVALID_RESET_PASSWORD_TOKEN": (
        N_("The link does not work any more. Ask for a new one."),
        "error",
    ),
    "PASSWORD_RESET": (N_("Your new password is saved."), "success"),
    "PASSWORD_RESET_NO_LOGIN": (
        N_("Your new password is saved. Sign in with it now."),
        "success",
    ),
    "PASSWORD_CHANGE": (N_("Your new password is saved."), "success"),
    "PASSWORD_IS_THE_SAME": (N_("That is the password you have. Choose another."), "error"),
    "RETYPE_PASSWORD_MISMATCH": (N_("The two passwords are not alike. Write both again."), "error"),
    "PASSWORD_NOT_PROVIDED": (N_("Write your password."), "error"),
    "EMAIL_NOT_PROVIDED": (N_("Write your e-mail address."), "error"),
    "INVALID_EMAIL_ADDRESS": (
        N_("Write a whole e-mail address, such as name@example.org."),
        "error",
    ),
    "REAUTHENTICATION_REQUIRED": (
        N_("It is a while since you signed in. Show once more that it is you."),
        "info",
    ),
    "REAUTHENTICATION_SUCCESSFUL": (N_("Thank you. Go on."), "success"),
    "INVALID_CODE": (WRONG_CODE, "error"),
    "TWO_FACTOR_INVALID_TOKEN": (WRONG_CODE, "error"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (N_("You are signed in."), "success"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (
        N_("The app is set up. From now on you sign in with its codes."),
        "success",
    ),
    "TWO_FACTOR_PERMISSION_DENIED": (START_AGAIN, "error"),
    "TWO_FACTOR_SETUP_EXPIRED": (START_AGAIN, "error"),
    "TWO_FACTOR_DISABLED": (N_("You sign in with your password alone now."), "success"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (N_("Choose one of those shown."), "error"),
    "INVALID_RECOVERY_CODE": (
        N_("The code does not fit, or it was used before. Try another."),
        "error",
    ),
    "WEBAUTHN_EXPIRED": (START_AGAIN, "error"),
    "WEBAUTHN_NAME_REQUIRED": (NAME_THE_PASSKEY, "error"),
    "WEBAUTHN_NAME_INUSE": (N_("You have a passkey of that name. Choose another name."), "error"),
    "WEBAUTHN_NAME_NOT_FOUND": (N_("You have no passkey of that name."), "error"),
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": (
        N_("Use letters, digits and spaces only in the name."),
        "error",
    ),
    "WEBAUTHN_REGISTER_SUCCESSFUL": (
        N_("The passkey is ready. You can sign in with it."),
        "success",
    ),
    "WEBAUTHN_CREDENTIAL_DELETED": (N_("The passkey is removed."), "success"),
    "WEBAUTHN_CREDENTIAL_ID_INUSE": (N_("This device holds a passkey of yours already."), "error"),
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": (
        N_("This passkey is not known here. It may have been removed."),
        "error",
    ),
    "WEBAUTHN_ORPHAN_CREDENTIAL_ID": (PASSKEY_FAILED, "error"),
    "WEBAUTHN_NO_VERIFY": (PASSKEY_FAILED, "error"),
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": (PASSKEY_FAILED, "error"),
    "WEBAUTHN_MISMATCH_USER_HANDLE": (PASSKEY_FAILED, "error"),
}
