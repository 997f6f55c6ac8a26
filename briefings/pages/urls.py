"""The addresses of the pages."""

from django.urls import path

from briefings.pages.articles import ArticleList, ArticlePage
from briefings.pages.home import HomePage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("articles/", ArticleList.as_view(), name="articles"),
    path("articles/<slug:slug>/", ArticlePage.as_view(), name="article"),
    path("articles/<slug:slug>/editions/<int:number>/", ArticlePage.as_view(), name="edition"),
]
