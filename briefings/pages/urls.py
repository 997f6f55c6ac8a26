"""The addresses of the pages."""

from django.urls import path

from briefings.pages.articles import ArticlePage
from briefings.pages.home import HomePage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("articles/<slug:slug>/", ArticlePage.as_view(), name="article"),
]
