"""Photos: why one cannot be used and what to do, and what the person is told about it."""

TEXTS: dict[str, tuple[str, str]] = {
    # Problems.
    "photo_accepted": (
        "这张照片已经审核通过，不用再上传了。",
        "This photo has been accepted already. You need not send another.",
    ),
    "photo_not_waiting": (
        "这张照片现在不在等待审核，请刷新后再看。",
        "This photo is not waiting for a decision. Please reload.",
    ),
    "photo_reason_required": (
        "不通过时请写明原因，本人会看到。",
        "Please say why: the person will read it.",
    ),
    # Why a file is not usable.
    "photo_empty": ("文件是空的，请重新拍照上传。", "The file is empty. Please take the photo again."),
    "photo_too_many_bytes": (
        "文件太大，最大 1.5 MB。请重新拍照上传。",
        "The file is larger than 1.5 MB. Please take the photo again.",
    ),
    "photo_heic": (
        "手机存成了 HEIC 格式，这里打不开。请在相机设置里选“兼容性最佳”，再拍一张。",
        "Your phone saved this as HEIC, which cannot be opened here. Choose “Most compatible” in the camera settings "
        "and take it again.",
    ),
    "photo_not_a_picture": (
        "这个文件不是照片。请上传 JPEG、PNG 或 WebP 格式的照片。",
        "This file is not a photo. Please send a JPEG, PNG or WebP photo.",
    ),
    "photo_damaged": (
        "照片不完整或已损坏，请重新拍照上传。",
        "The photo is incomplete or damaged. Please take it again.",
    ),
    "photo_too_many_pixels": (
        "照片的像素太多（超过 5000 万）。请用普通模式重新拍照。",
        "The photo has too many pixels (over 50 million). Please take it again in the normal mode.",
    ),
    "photo_too_small": (
        "照片太小或形状太窄，看不清。请重新拍照上传。",
        "The photo is too small or too narrow to be read. Please take it again.",
    ),
    "photo_moving": (
        "这是会动的图片。请上传一张普通照片。",
        "This picture moves. Please send an ordinary photo.",
    ),
    "photo_two_files": (
        "文件里还藏着别的内容，不能使用。请重新拍照上传。",
        "There is something else hidden in this file. Please take the photo again.",
    ),
    "photo_accepted_before": (
        "同类照片已经审核通过，这一张没有使用。",
        "A photo of this kind was accepted before, so this one is not used.",
    ),
    "photo_replaced": ("您后来上传了新的照片，这一张不再使用。", "You sent a newer photo, so this one is not used."),
    "photo_reviewed": ("审核没有通过，请重新拍照上传。", "The reviewer did not accept it. Please take it again."),
    # The inbox.
    "inbox_photo_passport_unusable": (
        "护照资料页照片不能使用，请在“行程”里打开“照片”查看原因，然后重新上传。",
        "The photo of your passport page cannot be used. Please look under Photos for the reason and send it again.",
    ),
    "inbox_photo_holding_unusable": (
        "手持护照照片不能使用，请在“行程”里打开“照片”查看原因，然后重新上传。",
        "The photo of you holding the passport cannot be used. Please look under Photos for the reason and send it "
        "again.",
    ),
    "inbox_photo_passport_rejected": (
        "护照资料页照片没有通过审核：{reason} 请尽快重新上传，没有照片不能登机。",
        "The photo of your passport page was not accepted: {reason} Please send it again soon; you cannot board "
        "without it.",
    ),
    "inbox_photo_holding_rejected": (
        "手持护照照片没有通过审核：{reason} 请尽快重新上传，没有照片不能登机。",
        "The photo of you holding the passport was not accepted: {reason} Please send it again soon; you cannot board "
        "without it.",
    ),
    "inbox_photo_passport_accepted": (
        "护照资料页照片已通过审核。证件号码从现在起不能再改。",
        "The photo of your passport page was accepted. The document number can no longer be changed.",
    ),
    "inbox_photo_holding_accepted": (
        "手持护照照片已通过审核。",
        "The photo of you holding the passport was accepted.",
    ),
}
