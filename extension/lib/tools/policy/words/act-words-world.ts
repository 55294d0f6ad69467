/** Further words of act-words.ts, of languages that it has no phrases for: plain words, as they are written. */

/** They stand at the beginning of a name. */
export const STARTING = {
  BUYS: [
    'acquista compra ordina paga dona prenota',
    'comprar pagar encomendar doar reservar',
    'kopen koop afrekenen betalen doneren',
    'kup zapłać zamów kupuję',
    'köp betala beställ',
    'købe køb betal bestil kjøp',
    'osta maksa',
    'koupit zaplatit objednat',
    'vásárlás fizetés megrendelés',
    'satın öde ödeme sipariş',
    'mua thanh đặt',
    'beli bayar pesan',
    'купить оплатить заказать купити оплатити замовити',
    'αγορά πληρωμή παραγγελία',
    'شراء اشتر اشتري ادفع دفع',
    'קנה שלם הזמן',
    'खरीदें भुगतान',
  ],
  DELETES: [
    'elimina cancella rimuovi',
    'excluir apagar remover',
    'verwijderen verwijder',
    'usuń skasuj',
    'radera slet fjern slett poista smazat odstranit törlés sil kaldır',
    'xóa hapus',
    'удалить стереть видалити',
    'διαγραφή',
    'حذف احذف إزالة',
    'מחק הסר',
    'हटाएं हटाएँ',
  ],
  SENDS: [
    'invia spedisci pubblica condividi',
    'enviar publicar',
    'versturen verstuur verzenden verzend',
    'wyślij opublikuj',
    'skicka publicera send udgiv lähetä julkaise odeslat zveřejnit küldés gönder yayınla paylaş',
    'gửi đăng kirim terbitkan',
    'отправить опубликовать перевести надіслати опублікувати',
    'αποστολή δημοσίευση',
    'إرسال ارسل نشر تحويل',
    'שלח פרסם',
    'भेजें प्रकाशित',
  ],
  LOGS_IN: [
    'accedi entrar inloggen aanmelden zaloguj logga přihlásit bejelentkezés giriş',
    'войти увійти σύνδεση تسجيل התחבר',
  ],
  SUBMITS: [
    'submit absenden abschicken einreichen soumettre valider enviar invia verzenden zatwierdź отправить إرسال',
  ],
} as const;

/** In scripts without spaces between words they stand anywhere in a short name. */
export const WITHIN = {
  BUYS: '购买 購買 购物车结算 立即购买 买下 支付 付款 下单 下單 结算 結帳 结账 捐款 捐赠 購入 買う 注文 支払 決済 寄付 予約する 구매 결제 주문 구입 기부 ซื้อ ชำระเงิน สั่งซื้อ',
  DELETES: '删除 刪除 移除 清空 注销账 削除 消去 退会 삭제 제거 탈퇴 ลบ',
  SENDS: '发送 發送 发布 發布 發佈 发表 發表 转账 轉帳 送信 投稿 公開する 送金 보내기 전송 게시 송금 ส่ง โพสต์',
  LOGS_IN: '登录 登入 登錄 ログイン サインイン 로그인 เข้าสู่ระบบ',
  SUBMITS: '提交 送出 送信 제출',
} as const;

/** Of forms that buy. */
export const BUYING_FORMS = '支付 付款 结算 結帳 购物车 注文 決済 購入 カート 결제 주문 장바구니';
