"""Sign-in, password, account."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("password/forgotten/", views.Reset.as_view(), name="reset"),
    path("password/forgotten/sent/", views.ResetSent.as_view(), name="reset-sent"),
    path("password/set/<uidb64>/<token>/", views.ResetConfirm.as_view(), name="reset-confirm"),
    path("account/", views.account, name="account"),
    path("account/password/", views.Password.as_view(), name="password"),
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<int:token>/revoke/", views.revoke, name="revoke-token"),
]
