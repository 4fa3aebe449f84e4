"""What is wrong with a document, a phone, a name, a credit code or a phone's key, in words for everybody."""

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # Whole problems
    "invalid_name": (
        "姓名有误，请按证件填写。",
        "The name is not right. Please write it as in the document.",
    ),
    "invalid_credit_code": (
        "统一社会信用代码有误，请检查后重试。",
        "The unified social credit code is not right. Please check it.",
    ),
    # Document types and numbers
    "document_type": ("请选择证件类型。", "Please choose the kind of document."),
    "document_country": (
        "请从列表中选择签发国家或地区。",
        "Please choose the issuing country or region from the list.",
    ),
    "document_form": (
        "证件号码的格式与所选证件不符，请对照证件检查。",
        "The number does not look like one of this kind of document. Please compare it with the document.",
    ),
    "id_length": (
        "身份证号码应为18位，请检查是否多写或漏写。",
        "An ID number has 18 characters. Please check for missing or extra ones.",
    ),
    "id_old_form": (
        "这是旧的15位号码，请填写现在证件上的18位号码。",
        "This is an old number of 15 digits. Please use the 18-character number on your present card.",
    ),
    "id_character": (
        "身份证号码只能有数字，最后一位可以是X。",
        "An ID number has only digits; the last character may be X.",
    ),
    "id_birth_date": (
        "号码第7至14位是出生日期，这个日期不存在或不可能，请检查。",
        "Characters 7 to 14 are the date of birth, and this date is not possible. Please check them.",
    ),
    "id_check_character": (
        "号码中有一位写错了，或两位写反了，请逐位核对。",
        "One character is wrong, or two are swapped. Please compare them one by one.",
    ),
    "permit_prefix": (
        "港澳台居民居住证号码以810000、820000或830000开头，请检查号码或改选证件类型。",
        "A residence permit number starts with 810000, 820000 or 830000. "
        "Please check the number or choose another kind of document.",
    ),
    "birth_date_range": ("出生日期不可能，请检查。", "This date of birth is not possible. Please check it."),
    "birth_date_disagrees": (
        "出生日期与证件号码中的不一致，请检查。",
        "This date of birth differs from the one in the document number. Please check both.",
    ),
    # The lines at the foot of a passport page
    "zone_form": (
        "请完整填写护照资料页最下面的两行，每行44个字符。",
        "Please give the whole two lines at the foot of the passport page, 44 characters each.",
    ),
    "zone_character": (
        "护照最下面的两行只有字母、数字和<。",
        "The lines at the foot of the passport page have only letters, digits and <.",
    ),
    "zone_check": (
        "护照最下面的两行中有字符读错了，请重新扫描或逐个核对。",
        "A character in the lines at the foot of the passport page is wrong. Please scan or compare again.",
    ),
    "zone_date": (
        "护照最下面的两行中有不可能的日期，请重新扫描或核对。",
        "A date in the lines at the foot of the passport page is not possible. Please scan or check again.",
    ),
    # Phones
    "phone_empty": ("请填写手机号。", "Please enter a phone number."),
    "phone_character": (
        "手机号只能有数字，国外号码前面加“+”和国家代码。",
        "A phone number has only digits, with + and the country code in front for a number abroad.",
    ),
    "phone_invalid": (
        "没有这样的手机号，请检查位数；国外号码请加“+”和国家代码。",
        "There is no such number. Please check its digits; for a number abroad add + and the country code.",
    ),
    "phone_no_sms": (
        "这个号码收不到短信，请填写手机号。",
        "This number cannot receive text messages. Please enter a mobile number.",
    ),
    "phone_without_nine": (
        "阿根廷的手机号要在 +54 后面加 9，例如 +54 9 11 2345 6789。没有 9 的是座机，收不到短信。",
        "Mobile numbers in Argentina need a 9 after +54, as in +54 9 11 2345 6789. Without it this is a landline, "
        "which cannot receive text messages.",
    ),
    # Names
    "name_empty": ("请填写姓名。", "Please enter the name."),
    "name_character": (
        "姓名中有不能使用的字符，请按证件填写汉字或拉丁字母。",
        "The name has a character that cannot be used. Please write it as in the document, "
        "in Chinese characters or Latin letters.",
    ),
    "name_mixed": (
        "姓名请全部用汉字，或全部用拉丁字母。",
        "Please write the whole name in Chinese characters, or all of it in Latin letters.",
    ),
    "name_length": (
        "姓名太短或太长，请按证件完整填写。",
        "The name is too short or too long. Please write it as in the document.",
    ),
    # Organisations
    "credit_length": ("统一社会信用代码应为18位。", "A unified social credit code has 18 characters."),
    "credit_character": (
        "统一社会信用代码只有数字和大写字母，没有I、O、S、V、Z，第3至8位是数字。",
        "A unified social credit code has digits and letters without I, O, S, V, Z; characters 3 to 8 are digits.",
    ),
    "credit_check": (
        "代码中有一位写错了，请对照营业执照逐位核对。",
        "One character of the code is wrong. Please compare it with the business licence.",
    ),
    # A phone that is to show the code
    "key_form": (
        "这部手机的密钥无法使用，请更新浏览器后重试。",
        "The key of this phone cannot be used. Please update the browser and try again.",
    ),
}
