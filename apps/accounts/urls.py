"""One's own account, for all faces."""

from django.urls import path

from apps.accounts.views import login, password, second_factor

app_name = "accounts"
urlpatterns = [
    path("login/", login.LoginView.as_view(), name="login"),
    path("logout/", login.LogoutView.as_view(), name="logout"),
    path("home/", login.home, name="home"),
    path("password/", password.password, name="password"),
    path("second-factor/", second_factor.overview, name="second-factor"),
    path("second-factor/set-up/", second_factor.set_up, name="second-factor-set-up"),
    path("second-factor/verify/", second_factor.verify, name="second-factor-verify"),
    path("second-factor/codes/", second_factor.new_codes, name="second-factor-codes"),
    path("second-factor/off/", second_factor.turn_off, name="second-factor-off"),
]
